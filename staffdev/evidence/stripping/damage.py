"""What is said of a picture that is not what it begins as."""


class DamagedPictureError(ValueError):
    """The picture ends early, or its parts do not fit together."""
