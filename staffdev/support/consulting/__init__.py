"""Consultations with a more experienced professional: asked for, agreed, held. What was said is kept nowhere."""
