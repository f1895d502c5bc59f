"""The calendar: a month, a week or an agenda of sessions, courses and her own duty."""
