"""iCalendar in and out (RFC 5545, 5546): what calendars say is read with limits, what they are sent is rendered."""
