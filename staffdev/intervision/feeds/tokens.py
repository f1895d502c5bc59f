"""What is kept of the secret in an address: enough to know it again, not enough to use it."""

from hashlib import sha256


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
