"""The second factor: six digits from an app, or one of ten recovery codes. Each is good once."""

import hashlib
import secrets
from enum import StrEnum

import pyotp

from staffdev import clock
from staffdev.accounts.tables import Account, RecoveryCode
from staffdev.db.transactions import insert_many, locked
from staffdev.vault.seal import seal, unseal

ISSUER = "StaffDev"
STEP = 30  # seconds a code is shown
RECOVERY_CODES = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l and o, which look like one another
PARTS, PART = 3, 4


class Used(StrEnum):
    APP = "app"
    RECOVERY_CODE = "recovery code"


def new_secret() -> str:
    """160 random bits as an app takes them in."""
    return pyotp.random_base32()


def address_of(secret: str, username: str) -> str:
    """The otpauth:// address that stands in the QR code."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=username, issuer_name=ISSUER)


def sealed(secret: str, account: Account) -> str:
    return seal(secret, table="account", column="totp_secret", code=account.code)


def secret_of(account: Account) -> str:
    return unseal(account.totp_secret, table="account", column="totp_secret", code=account.code)


async def use(account_id: int, typed: str) -> Used | None:
    """Use up what was typed; None when it is wrong or was used before. Belongs inside a transaction."""
    account = await locked(Account.objects().where(Account.id == account_id)).first()
    if account is None or account.totp_secret is None:
        return None
    if await use_app_code(account, typed):
        return Used.APP
    return Used.RECOVERY_CODE if await _use_recovery_code(account_id, typed) else None


async def use_app_code(account: Account, typed: str) -> bool:
    """Whether the app shows these digits now (or half a minute before or after), and they were not used before."""
    step = step_of(secret_of(account), typed, after=account.totp_last_step)
    if step is None:
        return False
    await Account.update({Account.totp_last_step: step}).where(Account.id == account.id)
    return True


def step_of(secret: str, typed: str, *, after: int | None) -> int | None:
    """The number of the half minute whose code this is; None when it is none of those three, or not after `after`."""
    digits = "".join(typed.split())
    code, now = pyotp.TOTP(secret, interval=STEP), int(clock.now().timestamp()) // STEP
    for step in (now, now - 1, now + 1):
        if secrets.compare_digest(code.at(step * STEP).encode(), digits.encode()) and (after is None or step > after):
            return step
    return None


async def renew_recovery_codes(account_id: int) -> list[str]:
    """Ten new codes, shown once; the old ones are worth nothing any more. Belongs inside a transaction."""
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    await RecoveryCode.delete().where(RecoveryCode.account == account_id)
    await insert_many(
        RecoveryCode, ({"account": account_id, "digest": _digest(code), "used_at": None} for code in codes)
    )
    return codes


async def _use_recovery_code(account_id: int, typed: str) -> bool:
    unused = (RecoveryCode.account == account_id) & RecoveryCode.used_at.is_null()
    used = RecoveryCode.update({RecoveryCode.used_at: clock.now()}).where(
        unused & (RecoveryCode.digest == _digest(typed))
    )
    return bool(await used.returning(RecoveryCode.id))


def _new_code() -> str:
    letters = [secrets.choice(LETTERS) for _ in range(PARTS * PART)]
    return "-".join("".join(letters[start : start + PART]) for start in range(0, PARTS * PART, PART))


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(f"recovery:{plain}".encode()).hexdigest()
