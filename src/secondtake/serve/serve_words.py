"""Every word a desk's own pages say, beside those of the workbench."""

from __future__ import annotations

from secondtake.export.escaping import Html, outside
from secondtake.web.messages import WORDS as WORKBENCH

__all__ = ["WORDS", "word"]

WORDS: dict[str, str] = {
    "works_nobody": "nobody is signed in",
    # refusals, told as plain text
    "refused.host": "This address is not served here.",
    "refused.proxy": "Requests come to this desk through its proxy, by TLS.",
    "refused.page": "This request did not come from a page of this desk.",
    "refused.signed_out": "You are not signed in any more. Sign in and do it again.",
    "refused.large": "That is too much to send before you are signed in.",
    "refused.form": "The form has expired. Go back, reload the page and send it again.",
    # errors
    "error.not_there": "There is no such page.",
    "error.right": "Your role in this case does not allow that.",
    "error.open": "Your role in this case does not allow to see films with nothing covered.",
    "error.person": "There is no such person at this desk.",
    "error.name": "This cannot be a person's name here.",
    "error.name_taken": "Somebody at this desk has that name, perhaps spelled in another way.",
    "error.password": "This password is too easily guessed.",
    "error.old_password": "The present password is not the right one.",
    "error.link": "This link opens nothing: it has been used, it has expired, or a newer one was "
    "made.",
    "error.last": "Nobody would be left who can let others in.",
    "error.disabled": "This account is disabled.",
    "error.tries": "Too many sign-ins have failed.",
    "error.provider": "The provider did not say who you are.",
    "error.provider_stranger": "The provider knows you, but nobody at this desk is tied to that "
    "account.",
    "error.provider_taken": "Somebody else at this desk signs in with that account.",
    "error.passkey": "This passkey was not accepted.",
    "error.only_way": "Nothing would be left to sign in with.",
    "advice.right": "Ask whoever administers the case, or begin at the start.",
    "advice.people": "See the list of people.",
    "advice.name": "Begin with a letter or a digit, take at most 100 characters, and nothing "
    "invisible.",
    "advice.name_taken": "Add what tells the two apart: reviews are told apart by these names.",
    "advice.password": "Take at least 15 characters, best several words, and not your name.",
    "advice.old_password": "Try again, or ask an administrator for a new link.",
    "advice.link": "Ask an administrator for a new link.",
    "advice.last": "Make somebody else an administrator first.",
    "advice.disabled": "Let its owner in again first.",
    "advice.tries": "Wait a quarter of an hour, or ask an administrator for a new link.",
    "advice.provider": "Try again, or sign in with a password or a passkey.",
    "advice.provider_stranger": "Ask an administrator for a link, and choose the provider there.",
    "advice.provider_taken": "Sign in with that account, or choose another one.",
    "advice.only_way": "Set a password or add another passkey first.",
    "advice.passkey": "Try again, or sign in with your password.",
    # asked again
    "again.heading": "Go on to the desk",
    "again.why": "A link outside this desk led here.",
    "again.go": "Go on",
    # sign in
    "page.login": "Sign in",
    "login.name": "Name",
    "login.password": "Password",
    "login.do": "Sign in",
    "login.wrong": "Name and password do not fit together.",
    "login.passkey": "Sign in with a passkey",
    "login.provider": "Sign in with {name}",
    "login.how": "There is no account for you yet? An administrator makes a link for you.",
    # join
    "page.join": "Open your account",
    "join.first": "You are the first administrator of this desk.",
    "join.hello": "This account is {name}'s.",
    "join.name": "Your name, as reviews and the custody log shall carry it",
    "join.password": "Password, at least {shortest} characters",
    "join.do": "Use this password",
    "join.or": "Without a password",
    "join.passkey": "Use a passkey",
    "join.provider": "Use {name}",
    # account
    "page.account": "Account",
    "account.who": "You work here as {name}.",
    "account.name_why": "The name stays: reviews and the custody logs of cases carry it.",
    "account.sign_out": "Sign out",
    "account.ways": "How you sign in",
    "account.old": "Present password",
    "account.new": "New password, at least {shortest} characters",
    "account.change": "Change the password",
    "account.passkeys": "Passkeys",
    "account.passkey_add": "Add a passkey",
    "account.passkey_made": "added {at}",
    "account.passkey_remove": "Remove the passkey added {at}",
    "account.sessions": "Where you are signed in",
    "account.session": "since {at}, from {address}",
    "account.session_own": "this browser",
    "account.session_end": "End the session begun {at}",
    # people
    "page.accounts": "People of the desk",
    "people.intro": "Nobody is removed, so that no name in a case is ever given to another.",
    "people.invite": "Invite somebody",
    "people.name": "Name",
    "people.administrator": "administers the desk, with every right in every case",
    "people.make": "Make a link",
    "people.link": "The link for {name}. Hand it over yourself: it opens once, within three days, "
    "and is shown only now.",
    "people.listed": "Accounts",
    "people.ways": "Signs in with",
    "people.ways_none": "has not come yet",
    "people.does": "Change",
    "people.new_link": "New link for {name}",
    "people.disable": "Disable {name}",
    "people.enable": "Enable {name}",
    "people.promote": "Make {name} an administrator",
    "people.demote": "Let {name} administer no more",
    "people.is_administrator": "administrator",
    "people.is_disabled": "disabled",
    "people.log": "What was done about accounts",
    "people.log_intro": "The newest {shown}. What is done to a case is in that case's Activity.",
    "people.log_at": "When",
    "people.log_by": "Who",
    "people.log_what": "What",
    "people.log_about": "About",
    "way.password": "password",
    "way.passkey": "passkey",
    "way.provider": "provider",
    # access
    "page.access": "Access",
    "access.intro": "Who may do what in this case. Administrators of the desk have every right in "
    "each case.",
    "access.role": "Role",
    "access.of": "Role of {name}",
    "access.none": "none",
    "access.give": "Save the role of {name}",
    "access.what": "What roles allow",
    "access.may.viewer": "reads the pages and sees films veiled or covered",
    "access.may.reviewer": "also reviews and writes notes",
    "access.may.analyst": "also adds pages and films, starts work, and opens films with a reason",
    "access.may.administrator": "also gives roles in this case",
    "role.viewer": "viewer",
    "role.reviewer": "reviewer",
    "role.analyst": "analyst",
    "role.administrator": "administrator",
    # cases
    "desk.none": "There is no case here in which you have a role.",
}


def word(key: str, **values: object) -> Html:
    """A word or sentence as HTML; what is put in is escaped unless it is HTML already."""
    safe = {k: v if isinstance(v, Html) else outside(str(v)) for k, v in values.items()}
    return Html((WORDS[key] if key in WORDS else WORKBENCH[key]).format(**safe))
