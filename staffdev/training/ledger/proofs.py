"""What papers of the ledger prove: the kinds under which they are kept. Pure."""

TRAINING = "training"  # all days of one training together, by the code they share
BASIC_TRAINING = "basic_training"
