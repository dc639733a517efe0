"""Passkeys: made and asked for by the browser, verified here (W3C Web Authentication, level 3).

Each is bound to the desk's host name, needs the device's own check of its owner, and answers a
challenge that is good once, for five minutes.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import webauthn
from sqlalchemy import Connection, delete, func, insert, select, update
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from secondtake.errors import InputInvalid
from secondtake.model.desk_enums import DeskAction
from secondtake.serve.accounts import Person
from secondtake.serve.database import Database, log, now
from secondtake.serve.desk import Site
from secondtake.serve.schema import passkey, person
from secondtake.serve.serve_words import word

__all__ = ["Passkey", "Passkeys"]

DESK_NAME = "Second Take"
GOOD_SECONDS = 300
MOST_ASKED = 10_000
"""Challenges that are out at once; the oldest are forgotten first."""
_VERIFIED = UserVerificationRequirement.REQUIRED
_PERSON = (person.c.id, person.c.name, person.c.administrator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One of somebody's passkeys, by a name that forms can carry."""

    name: str
    made_at: int


class Passkeys:
    """The passkeys of a desk, and the challenges that are out."""

    def __init__(self, database: Database, site: Site) -> None:
        self._database = database
        self._site = site
        self._asked: OrderedDict[bytes, tuple[int | None, float]] = OrderedDict()

    def of(self, who: Person) -> tuple[Passkey, ...]:
        """Somebody's passkeys, oldest first."""
        with self._database.asked() as connection:
            mine = select(passkey).where(passkey.c.person == who.id).order_by(passkey.c.made_at)
            rows = connection.execute(mine).all()
        return tuple(Passkey(name=bytes_to_base64url(r.id), made_at=r.made_at) for r in rows)

    def creation(self, who: Person) -> str:
        """What a browser needs to make a passkey for somebody, as JSON."""
        held = [base64url_to_bytes(one.name) for one in self.of(who)]
        options = webauthn.generate_registration_options(
            rp_id=self._site.name,
            rp_name=DESK_NAME,
            user_name=who.name,
            user_id=hashlib.sha256(f"{self._site.name} {who.id}".encode()).digest(),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in held],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
            ),
        )
        self._remember(options.challenge, who.id)
        return webauthn.options_to_json(options)

    def add(self, connection: Connection, who: Person, answer: dict[str, Any]) -> None:
        """Take in the passkey that a browser made; raises ``InputInvalid`` for any other."""
        try:
            made = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=self._challenge(answer, who.id),
                expected_rp_id=self._site.name,
                expected_origin=self._site.origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise _refused() from error
        if connection.execute(
            select(passkey.c.id).where(passkey.c.id == made.credential_id)
        ).first():
            raise _refused()
        row = {"id": made.credential_id, "person": who.id, "made_at": now()}
        row |= {"public_key": made.credential_public_key, "sign_count": made.sign_count}
        connection.execute(insert(passkey).values(row))
        log(connection, who.name, DeskAction.KEY_ADDED, who.name)

    def remove(self, who: Person, name: str) -> None:
        """Take one of somebody's passkeys away, unless it is all they can sign in with."""
        try:
            number = base64url_to_bytes(name)
        except ValueError as error:
            raise _refused() from error
        with self._database.asked() as connection:
            mine = passkey.c.person == who.id
            others = connection.scalar(select(func.count()).where(mine, passkey.c.id != number))
            if not others and set(who.ways) <= {"way.passkey"}:
                raise InputInvalid(word("error.only_way"), advice=word("advice.only_way"))
            connection.execute(delete(passkey).where(mine, passkey.c.id == number))
            log(connection, who.name, DeskAction.KEY_REMOVED, who.name)

    def request(self) -> str:
        """What a browser needs to sign in with whichever passkey of this desk it holds."""
        options = webauthn.generate_authentication_options(
            rp_id=self._site.name, user_verification=_VERIFIED
        )
        self._remember(options.challenge, None)
        return webauthn.options_to_json(options)

    def signed_in(self, answer: dict[str, Any]) -> Person:
        """Whom a browser's answer lets in; raises ``InputInvalid`` where it lets nobody in."""
        try:
            number = base64url_to_bytes(str(answer["rawId"]))
            with self._database.asked() as connection:
                row = connection.execute(
                    select(passkey.c.public_key, passkey.c.sign_count, *_PERSON)
                    .join(person, person.c.id == passkey.c.person)
                    .where(passkey.c.id == number, person.c.disabled.is_(False))
                ).one_or_none()
                if row is None:
                    raise _refused()
                checked = webauthn.verify_authentication_response(
                    credential=answer,
                    expected_challenge=self._challenge(answer, None),
                    expected_rp_id=self._site.name,
                    expected_origin=self._site.origin,
                    credential_public_key=row.public_key,
                    credential_current_sign_count=row.sign_count,
                    require_user_verification=True,
                )
                counted = update(passkey).where(passkey.c.id == number)
                connection.execute(counted.values(sign_count=checked.new_sign_count))
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise _refused() from error
        return Person(
            id=row.id,
            name=row.name,
            administrator=row.administrator,
            disabled=False,
        )

    def _remember(self, challenge: bytes, of: int | None) -> None:
        self._asked[challenge] = of, time.monotonic() + GOOD_SECONDS
        while len(self._asked) > MOST_ASKED:
            self._asked.popitem(last=False)

    def _challenge(self, answer: dict[str, Any], of: int | None) -> bytes:
        """The challenge that is answered, once; raises ``ValueError`` where it is not out."""
        told = parse_client_data_json(base64url_to_bytes(answer["response"]["clientDataJSON"]))
        asked_of, until = self._asked.pop(told.challenge, (None, 0.0))
        if asked_of != of or until < time.monotonic():
            raise ValueError("no such challenge is out")
        return told.challenge


def _refused() -> InputInvalid:
    return InputInvalid(word("error.passkey"), advice=word("advice.passkey"))
