"""The part of the ledger that can count: the days asked by their index, and of other years what `Reach` says."""

from typing import Any
from uuid import UUID

from staffdev.compliance.gathering.scope import CURRENT, Scope, filled
from staffdev.compliance.reach import Reach
from staffdev.training.vocabulary import TrainingKind

NEAR = "f.held_on BETWEEN {first} AND {last}"
FAR = """f.id IN (
SELECT x.id FROM basic_training b JOIN training_record x ON x.person = b.person AND x.held_on <= b.completed_on
WHERE b.organisation IN ({organisations}) AND x.held_on < {first}
UNION SELECT x.id FROM person q JOIN training_record x ON x.person = q.id
WHERE q.code IN ({persons}) AND x.held_on < {first}
UNION SELECT x.id FROM <near> JOIN training_record x ON x.entry = w.entry
WHERE <is near> AND <other years> AND x.held_on NOT BETWEEN {first} AND {last}
UNION SELECT x.id FROM <near> JOIN training_record x ON x.person = w.person
WHERE <is near> AND <other years> AND w.kind = {delivered} AND x.kind = w.kind AND x.held_on < {first})"""
LEDGERS = "organisation o CROSS JOIN training_record w"  # one by one, each in its index
OF_THEM = "w.organisation = o.id AND o.id IN ({organisations})"
IS_CURRENT = CURRENT.replace("f.", "w.")
ANY = f"EXISTS (SELECT 1 FROM {LEDGERS} WHERE <known> AND w.held_on"
WORDS = {
    "<near>": LEDGERS,
    "<is near>": "<known> AND w.held_on BETWEEN {first} AND {last}",
    "<other years>": f"({ANY} < {{first}}) OR {ANY} > {{last}}))",  # two, so that each is one look into the index
}


def near_and_far(reach: Reach, scope: Scope) -> list[tuple[str, list[Any]]]:
    """Two conditions on `f`, with their values: records of the days asked, and others that may matter all the same."""
    given = {
        "organisations": scope.organisations,
        "persons": [UUID(one) for one in sorted(reach.persons)],
        "first": [reach.days.first],
        "last": [reach.days.last],
        "delivered": [TrainingKind.DELIVERED_TRAINING.value],
    }
    far = FAR
    for word, meaning in WORDS.items():
        far = far.replace(word, meaning)
    far = far.replace("<known>", OF_THEM if scope.has_versions else f"{OF_THEM} AND {IS_CURRENT}")
    return [filled(NEAR, given), filled(far, given)]
