"""Another organisation's record does not exist, whichever place of an address its code is put in."""

from tests.house.addresses import addresses_of
from tests.house.test_matrix import ask

REFUSED = {403, 404}
OF_NETWORKS = "/organisation/members"  # a provider has none; tests/organisations/test_memberships.py has a network


async def test_a_foreign_code_in_any_place_is_not_found(house):
    """Two codes of one's own and one foreign: a record is looked for inside the thing it belongs to."""
    cast, answered = house.cast, []
    browsers = [house.browser(member) for member in (cast.snezana, cast.jelena, cast.ilona, cast.olga)]
    for address in addresses_of(house.app):
        for _, name, kind in address.places:
            if kind != "uuid":
                continue
            path = address.filled(house.estate, cast.ravnica, **{name: cast.korak})
            statuses = [(await ask(browser, address.method, path)).status_code for browser in browsers]
            if not REFUSED.issuperset(statuses) or 404 not in statuses:
                answered.append(f"{address.name} with a foreign {name}: {statuses}")
    assert not answered, "\n".join(answered)


async def test_her_own_code_in_the_same_place_is_found(house):
    """Else the test above would pass with any code."""
    browsers = [house.browser(member) for member in house.cast.of_ravnica]
    unseen = []
    for address in addresses_of(house.app):
        if address.method == "GET" and address.has_code and not address.path.startswith(OF_NETWORKS):
            path = address.filled(house.estate, house.cast.ravnica)
            statuses = [(await ask(browser, "GET", path)).status_code for browser in browsers]
            if not {200, 409} & set(statuses):
                unseen.append(f"{address.name}: {statuses}")
    assert not unseen, "\n".join(unseen)
