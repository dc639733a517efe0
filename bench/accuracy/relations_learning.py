"""Fits the five questions of comparing/takes/scoring.py to measured pairs of true relation.

Each question is a logistic regression whose measures may only speak the way they must: likeness of
clothing may speak for a retake or say nothing, never against one, whatever a few sources happen to
show. With that and a penalty a question of ten measures holds on sources it has not seen, where a
forest of trees on the same numbers does not (docs/decisions/0022-each-measure-speaks-one-way.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from secondtake.comparing.takes.scoring import (
    DECIDED,
    Question,
    QuestionInput,
    sharpened,
    value_of,
)
from secondtake.model.enums import RelationKind as R
from secondtake.model.measure_names import MeasureName as M

Array = NDArray[np.float64]
Input = M | QuestionInput
FOR, AGAINST = 1, -1
SIGNS: Mapping[Question, Mapping[Input, int]] = {
    Question.COPY: {
        QuestionInput.RESIDUAL: AGAINST,
        QuestionInput.OVER_STATIC: AGAINST,
        M.RESIDUAL_SHARPNESS: FOR,
        M.IDENTICAL_FRAMES_SHARE: FOR,
        M.IDENTICAL_CELLS_SHARE: FOR,
        QuestionInput.SCATTER: AGAINST,
        M.STATIC_RESIDUAL: AGAINST,
        M.DISPLACED_RESIDUAL: AGAINST,
        M.DISPLACED_STATIC_RESIDUAL: AGAINST,
    },
    Question.PLACE: {
        QuestionInput.WEIGHTED_INLIERS: FOR,
        QuestionInput.ALL_INLIERS: FOR,
        M.SCENE_SIMILARITY: FOR,
        M.COLOUR_SIMILARITY: FOR,
        M.PERSON_SIMILARITY: FOR,
        M.CLOTHING_SIMILARITY: FOR,
        M.MOVING_COLOUR_SIMILARITY: FOR,
        QuestionInput.SYNC_APART: FOR,
        QuestionInput.SURROGATE_APART: FOR,
        QuestionInput.DIRECTIONS_APART: FOR,
    },
    Question.MOMENT: {
        QuestionInput.CAMERAS_APART: FOR,
        QuestionInput.BACKGROUND: AGAINST,
        QuestionInput.SYNC_APART: FOR,
        QuestionInput.SURROGATE_APART: FOR,
        QuestionInput.DIRECTIONS_APART: FOR,
        QuestionInput.SHIFT: FOR,
        QuestionInput.SOUND_MARGIN: FOR,
        M.SOUND_DELAY_Z: FOR,
        M.SOUND_DELAY_MARGIN: FOR,
    },
    Question.PEOPLE: {
        QuestionInput.PERSON_AND_CLOTHING: FOR,
        M.PERSON_SIMILARITY: FOR,
        M.CLOTHING_SIMILARITY: FOR,
        M.HEIGHT_DIFFERENCE: AGAINST,
        M.PEOPLE_PRESENCE_DIFFERENCE: AGAINST,
        QuestionInput.MOVERS: FOR,
    },
    Question.ACTION: {
        M.OUTLINE_CLOSENESS: FOR,
        M.MOTION_COURSE_OVERLAP: FOR,
        QuestionInput.THINGS: FOR,
        M.WARPED_AGREEMENT: FOR,
    },
}
"""What each question is asked of, and which way each input may speak."""
ASKED: Mapping[Question, tuple[frozenset[R], frozenset[R]]] = {
    Question.COPY: (frozenset(DECIDED), frozenset({R.COPY})),
    Question.PLACE: (
        frozenset(DECIDED) - {R.COPY},
        frozenset({R.SAME_MOMENT, R.RETAKE, R.SAME_SCENE}),
    ),
    Question.MOMENT: (
        frozenset({R.SAME_MOMENT, R.RETAKE, R.SAME_SCENE}),
        frozenset({R.SAME_MOMENT}),
    ),
    Question.PEOPLE: (frozenset({R.RETAKE, R.SAME_SCENE}), frozenset({R.RETAKE})),
    Question.ACTION: (frozenset({R.RETAKE, R.SAME_SCENE}), frozenset({R.RETAKE})),
}
"""Of which pairs a question is asked, and of which yes is true."""
ODDS_AGAINST: Mapping[Question, float] = {
    Question.COPY: 1.0,
    Question.PLACE: 1 / 3,
    Question.MOMENT: 2.0,
    Question.PEOPLE: 1 / 2,
    Question.ACTION: 1.0,
}
"""How many pairs are taken to be answered no for each that is answered yes, whatever the lists of
pairs hold. Where nothing tells, three pairs of four are at one place and one of these three is one
moment. Of the rest a third each are retakes, the same people at something else, and other people:
a false retake harms those who are seen more than a missed one. A copy is as likely as all the
others together: films of one case are uploads of each other first."""
OTHER_PEOPLE = re.compile(
    r"other (?:people|person|actor|vehicles|patient|number of people)|another man|crowd",
    re.IGNORECASE,
)
OTHER_ACTION = re.compile(
    r"(?:another|other) (?:action|task|gesture|sign|moment|shots|things|places)|talks on|walks",
    re.IGNORECASE,
)
"""Words of a pair's note by which two shots of one place are no retake: they teach only what they
tell of, and a pair whose note tells neither teaches that the action is another."""
PENALTIES = (0.02, 0.05, 0.1, 0.2)
"""Weights of the squared coefficients of standardised inputs that may be chosen, by sources that
were left out."""
SHARPNESSES = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0)
"""Powers of the scores that may be chosen, likewise: a penalty makes every answer timid."""
LEAST_WEIGHT = 5e-4
"""Weight of an input under which it says nothing, and is left out."""
FOLDS = 5
"""Parts into which the sources are laid to choose the penalty."""


class Settings(NamedTuple):
    """What is chosen before a fit: one of ``PENALTIES`` and one of ``SHARPNESSES``."""

    penalty: float
    sharpness: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Measured pairs: ``inputs`` float64 (n, k) by the order of INPUTS, NaN where not measured.

    ``truth``: index into DECIDED. ``sources``: where either side comes from. ``counts``: the
    weight of a pair beside one of real footage.
    """

    rows: tuple[dict[str, Any], ...]
    inputs: Array
    truth: NDArray[np.int64]
    sources: tuple[frozenset[str], ...]
    counts: Array

    def of(self, chosen: NDArray[np.bool_]) -> Pairs:
        """Some of the pairs."""
        at = np.flatnonzero(chosen)
        return Pairs(
            rows=tuple(self.rows[i] for i in at),
            inputs=self.inputs[at],
            truth=self.truth[at],
            sources=tuple(self.sources[i] for i in at),
            counts=self.counts[at],
        )

    def touching(self, source: str) -> NDArray[np.bool_]:
        """bool (n,): the pairs of which one side is of this source."""
        return np.array([source in own for own in self.sources])


INPUTS: tuple[Input, ...] = tuple(dict.fromkeys(i for signs in SIGNS.values() for i in signs))
COLUMNS = {name: at for at, name in enumerate(INPUTS)}


def pairs_of(rows: Sequence[dict[str, Any]], counts: float = 1.0) -> Pairs:
    """Pairs as ``bench.accuracy.relations --numbers`` keeps them, those that were measured."""
    kept = tuple(row for row in rows if row["numbers"])
    values = []
    for row in kept:
        numbers = {M(n): float(v) for n, v in row["numbers"].items() if v is not None}
        values.append([value_of(name, numbers) for name in INPUTS])
    return Pairs(
        rows=kept,
        inputs=np.array(values, np.float64).reshape(len(kept), len(INPUTS)),
        truth=np.array([DECIDED.index(R(row["relation"])) for row in kept], np.int64),
        sources=tuple(sources_of(row) for row in kept),
        counts=np.full(len(kept), counts),
    )


def joined(several: Sequence[Pairs]) -> Pairs:
    """All pairs, one after the other."""
    return Pairs(
        rows=tuple(row for pairs in several for row in pairs.rows),
        inputs=np.concatenate([pairs.inputs for pairs in several]),
        truth=np.concatenate([pairs.truth for pairs in several]),
        sources=tuple(own for pairs in several for own in pairs.sources),
        counts=np.concatenate([pairs.counts for pairs in several]),
    )


def sources_of(row: dict[str, Any]) -> frozenset[str]:
    """Where both films come from: as the list says, else the letters their names begin with."""
    if row.get("source"):
        return frozenset(str(row["source"]).split("+"))
    names = (str(row[side]).removeprefix("cp_") for side in ("left", "right"))
    return frozenset(re.match(r"[A-Za-z]*", name)[0] for name in names)  # type: ignore[index]


def weights_of(pairs: Pairs) -> Array:
    """float64 (n,): a source counts by the root of its pairs, so that a long series of one
    exercise does not outweigh the rest."""
    groups = [(own, kind) for own, kind in zip(pairs.sources, pairs.truth.tolist(), strict=True)]
    sizes = Counter(groups)
    return pairs.counts / np.sqrt([sizes[group] for group in groups])


def fitted(pairs: Pairs, settings: Settings) -> dict[str, Any]:
    """What calibration.json holds: the sharpness, and of each question a bias and of each input
    the middle, the weight, and the least and most that were seen."""
    questions = {question: _fitted(pairs, question, settings.penalty) for question in Question}
    return {"sharpness": settings.sharpness, "questions": questions}


def _fitted(pairs: Pairs, question: Question, penalty: float) -> dict[str, Any]:
    answers = [_true(question, row) for row in pairs.rows]
    used = pairs.of(np.array([told is not None for told in answers]))
    yes = np.array([told for told in answers if told is not None])
    weight = weights_of(used)
    for side, odds in ((True, 1.0), (False, ODDS_AGAINST[question])):
        weight[yes == side] *= odds / max(float(weight[yes == side].sum()), 1e-9)
    signs = SIGNS[question]
    x = used.inputs[:, [COLUMNS[name] for name in signs]]
    low, high = np.nanmin(x, axis=0), np.nanmax(x, axis=0)
    middle = np.nan_to_num(np.nanmean(x, axis=0))
    z = np.where(np.isnan(x), 0.0, x - middle)
    spread = z.std(0) + 1e-9
    beta = _logistic(z / spread, yes, weight / weight.sum(), list(signs.values()), penalty)
    return {
        "bias": round(float(beta[0]), 4),
        "inputs": {
            str(name): [
                round(float(v), 4)
                for v in (middle[at], beta[1 + at] / spread[at], low[at], high[at])
            ]
            for at, name in enumerate(signs)
            if abs(beta[1 + at] / spread[at]) > LEAST_WEIGHT
        },
    }


def _true(question: Question, row: Mapping[str, Any]) -> bool | None:
    """What is true of a pair, asked one question; None when the pair cannot teach it."""
    kind, note = R(row["relation"]), str(row.get("note", ""))
    asked, true = ASKED[question]
    if kind not in asked:
        return None
    others, otherwise = bool(OTHER_PEOPLE.search(note)), bool(OTHER_ACTION.search(note))
    if kind == R.SAME_SCENE and question == Question.PEOPLE:
        return not others if others or otherwise else None
    if kind == R.SAME_SCENE and question == Question.ACTION:
        return None if others and not otherwise else False
    return kind in true


def _logistic(
    z: Array, yes: NDArray[np.bool_], weight: Array, signs: Sequence[int], penalty: float
) -> Array:
    """Bias and coefficients of least weighted log loss under the signs and the penalty."""
    target = np.where(yes, 1.0, -1.0)

    def loss(beta: Array) -> tuple[float, Array]:
        margins = target * (beta[0] + z @ beta[1:])
        pull = -weight * target / (1 + np.exp(np.clip(margins, -500, 500)))
        value = (weight * np.logaddexp(0, -margins)).sum() + penalty * (beta[1:] ** 2).sum()
        return float(value), np.concatenate(([pull.sum()], z.T @ pull + 2 * penalty * beta[1:]))

    bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in signs)]
    start = np.zeros(z.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds).x, np.float64)


def scored(fit: Mapping[str, Any], pairs: Pairs) -> Array:
    """float64 (n, kinds): what `scoring.score` says of each pair, by the order of DECIDED."""
    said = {name: _answers(fit["questions"][name], pairs) for name in Question}
    copy, place = said[Question.COPY], said[Question.PLACE]
    moment, retake = said[Question.MOMENT], said[Question.PEOPLE] * said[Question.ACTION]
    rest = 1 - copy
    here = rest * place * (1 - moment)
    by_kind = {
        R.COPY: copy,
        R.SAME_MOMENT: rest * place * moment,
        R.RETAKE: here * retake,
        R.SAME_SCENE: here * (1 - retake),
        R.DIFFERENT: rest * (1 - place),
    }
    return sharpened(np.stack([by_kind[kind] for kind in DECIDED], axis=1), fit["sharpness"])


def _answers(terms: Mapping[str, Any], pairs: Pairs) -> Array:
    total = np.full(len(pairs.rows), float(terms["bias"]))
    names = {str(name): at for name, at in COLUMNS.items()}
    for name, (middle, weight, least, most) in terms["inputs"].items():
        value = np.clip(pairs.inputs[:, names[name]], least, most) - middle
        total += weight * np.nan_to_num(value)
    return np.asarray(1 / (1 + np.exp(-np.clip(total, -30, 30))), np.float64)


def left_out(pairs: Pairs, settings: Settings | None, told: NDArray[np.bool_]) -> Array:
    """float64 (n, kinds): scores of the told pairs by a fit that saw neither of their sources.

    Of a pair of two sources the mean of two fits, each without one of them, would have seen the
    other: such a pair is scored by a fit without both. ``settings`` None: chosen anew each time,
    on sources left out of what is left.
    """
    scores = np.full((len(pairs.rows), len(DECIDED)), math.nan)
    for group in sorted(
        {own for own, asked in zip(pairs.sources, told, strict=True) if asked}, key=sorted
    ):
        mine = np.array([own == group for own in pairs.sources]) & told
        rest = pairs.of(~np.any([pairs.touching(source) for source in group], axis=0))
        chosen = best_settings(rest) if settings is None else settings
        scores[mine] = scored(fitted(rest, chosen), pairs.of(mine))
    return scores


def best_settings(pairs: Pairs) -> Settings:
    """The settings of least log loss on sources left out."""
    real = pairs.counts >= pairs.counts.max()
    sources = sorted(set().union(*pairs.sources))
    losses = dict.fromkeys((Settings(*both) for both in product(PENALTIES, SHARPNESSES)), 0.0)
    for fold in range(FOLDS):
        held = np.any([pairs.touching(source) for source in sources[fold::FOLDS]], axis=0)
        rest, asked = pairs.of(~held), pairs.of(held & real)
        weight = weights_of(asked)
        for penalty in PENALTIES:
            plain = scored(fitted(rest, Settings(penalty, 1.0)), asked)
            for sharpness in SHARPNESSES:
                scores = sharpened(plain, sharpness)
                likely = scores[np.arange(len(scores)), asked.truth]
                losses[Settings(penalty, sharpness)] -= float(
                    (weight * np.log(np.maximum(likely, 1e-4))).sum()
                )
    return min(losses, key=losses.__getitem__)
