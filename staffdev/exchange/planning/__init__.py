"""What becomes of each row: the facts it will be, or why not. The same at the preview and at the end. Pure."""

from staffdev.exchange.planning.ground import Draft, Ground, Plan
from staffdev.exchange.planning.rows import in_planning_order, plan_row

__all__ = ["Draft", "Ground", "Plan", "in_planning_order", "plan_row"]
