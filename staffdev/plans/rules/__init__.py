"""The yearly plan as pure functions: its adoption, what came of it, and what two ratings say together."""
