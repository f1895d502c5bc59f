"""The best division there is, from a solver of integer programmes; beside the product, in the tests only."""

import highspy


def best_division(division):
    """The largest worth that any division has, None where there is none."""
    model = highspy.Highs()
    model.silent()
    people, times = range(len(division.may_lead)), range(len(division.worth))
    there = {(who, time): model.addBinary(obj=-division.worth[time][who]) for who in people for time in times}
    groups = {time: model.addIntegral(lb=0, ub=division.groups) for time in times}
    model.addConstr(sum(groups.values()) == division.groups)
    for who in people:
        model.addConstr(sum(there[who, time] for time in times) == 1)
    for time in times:
        members = sum(there[who, time] for who in people)
        model.addConstr(members - division.least * groups[time] >= 0)
        model.addConstr(members - division.most * groups[time] <= 0)
        leaders = sum(there[who, time] for who in people if division.may_lead[who])
        model.addConstr(leaders - groups[time] >= 0)
        model.addConstr(sum(groups[other] for other in division.overlaps[time]) <= division.at_once)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return -round(model.getObjectiveValue())
