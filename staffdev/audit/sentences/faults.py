"""What can be wrong with the log."""

from staffdev.audit.inspection import Fault, Found
from staffdev.i18n import N_, S_, Sentence

FAULTS = {
    Fault.ANCHOR: N_("Entry %(first)s is not the one that was written down: newer entries were cut off, or replaced."),
    Fault.CUT: N_("The newest entries are gone: %(first)s to %(last)s."),
    Fault.EDITED: N_("Entry %(first)s was changed after it was written."),
    Fault.ERASED: N_("The particulars of entry %(first)s are gone, and no retention explains it."),
    Fault.FORK: N_("There are two entries with the number %(first)s."),
    Fault.GAP: N_("Entries are missing: %(first)s to %(last)s."),
    Fault.HEAD: N_("The log does not end where it says it does: at entry %(first)s."),
    Fault.LINK: N_("Entry %(first)s does not follow the one before it."),
    Fault.MOVED: N_("Entry %(first)s stands at the place of another one; it was written as entry %(last)s."),
    Fault.PARTICULARS: N_("The particulars of entry %(first)s were changed after it was written."),
    Fault.WRONG_KEY: N_("Not one of the entries was written with this key. Put the right key file back."),
}


def fault(found: Found) -> Sentence:
    """One fault as a sentence."""
    return S_(FAULTS[found.fault], first=found.first, last=found.last)
