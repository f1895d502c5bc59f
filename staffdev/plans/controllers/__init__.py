"""The pages of plans, of personal development and of ratings."""

from staffdev.plans.controllers.development import DevelopmentController, MyDevelopmentController
from staffdev.plans.controllers.goals import GoalController, GoalsController
from staffdev.plans.controllers.items import ItemController, ItemsController
from staffdev.plans.controllers.plans import PlanController, PlansController
from staffdev.plans.controllers.ratings import RatingsController

ROUTES = (
    PlansController,
    PlanController,
    ItemsController,
    ItemController,
    MyDevelopmentController,
    DevelopmentController,
    GoalsController,
    GoalController,
    RatingsController,
)
