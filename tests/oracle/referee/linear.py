"""Linear classes: spans by elimination over fractions, boxes by Fourier-Motzkin elimination."""

from fractions import Fraction as Q
from itertools import product
from typing import Any

from referee.reading import World, flat, inner, numbers

Vector = list[Q]


def reduced(rows: list[Vector]) -> list[Vector]:
    """Return the reduced echelon form without its zero rows: the canonical basis of a span."""
    rows, done, column = [list(r) for r in rows], 0, 0
    while rows and done < len(rows) and column < len(rows[0]):
        pivot = next((i for i in range(done, len(rows)) if rows[i][column]), None)
        if pivot is not None:
            rows[done], rows[pivot] = rows[pivot], rows[done]
            rows[done] = [v / rows[done][column] for v in rows[done]]
            for i, row in enumerate(rows):
                if i != done and row[column]:
                    rows[i] = [v - row[column] * w for v, w in zip(row, rows[done], strict=True)]
            done += 1
        column += 1
    return rows[:done]


def kernel(rows: list[Vector], size: int) -> list[Vector]:
    """Return a basis of the vectors orthogonal to every row."""
    basis = reduced(rows)
    pivots = [next(j for j, v in enumerate(row) if v) for row in basis]
    found = []
    for free in (j for j in range(size) if j not in pivots):
        vector = [Q(int(j == free)) for j in range(size)]
        for pivot, row in zip(pivots, basis, strict=True):
            vector[pivot] = -row[free]
        found.append(vector)
    return found


class Linear:
    """Heads, the truth, its policy, and what they make relevant and exposed."""

    def __init__(self, world: World):
        assert world.heads is not None
        self.w, self.theta = world, world.truth
        self.cs = [c for c, p in enumerate(world.p) if p > 0]
        self.ys = range(len(world.responses))
        self.size = len(self.theta)
        rewards = {c: [inner(h, self.theta) for h in world.heads[c]] for c in self.cs}
        self.policy = {c: row.index(max(row)) for c, row in rewards.items()}
        self.relevant = [self.step(c, y, z) for c in self.cs for y, z in product(self.ys, repeat=2)]
        self.exposed = [
            self.step(c, self.policy[c], z) for c in self.cs for z in self.ys if world.kappa[c][self.policy[c]][z] > 0
        ]

    def step(self, c: int, y: int, z: int) -> Vector:
        assert self.w.heads is not None
        return [a - b for a, b in zip(self.w.heads[c][y], self.w.heads[c][z], strict=True)]

    def bounds(self) -> list[tuple[Q | None, Q | None]]:
        """Return the lower and upper bound of each coordinate."""
        if self.w.region == "all":
            return [(None, None)] * self.size
        sides = [[None if v is None else numbers(v) for v in self.w.region[k]] for k in ("lower", "upper")]
        return list(zip(*sides, strict=True))

    def hidden(self) -> bool:
        """Say whether the region holds an alternative that nothing exposed tells from the truth."""
        free = kernel(self.exposed, self.size)
        walls = []
        for j, (low, high) in enumerate(self.bounds()):
            row = [n[j] for n in free]
            if low is not None:
                walls.append(([-v for v in row], self.theta[j] - low, False))
            if high is not None:
                walls.append((row, high - self.theta[j], False))
        for c in self.cs:
            for y in self.ys:
                step = self.step(c, self.policy[c], y)
                wall = ([inner(step, n) for n in free], -inner(step, self.theta), True)
                if feasible([*walls, wall]):
                    return True
        return False

    def refuses(self, answer: list[Any], context: list[str]) -> list[str]:
        """Return what is wrong with a claimed hidden alternative; nothing when it is one."""
        point = flat(numbers(answer))
        faults = [
            f"outside the region in coordinate {j}"
            for j, (low, high) in enumerate(self.bounds())
            if (low is not None and point[j] < low) or (high is not None and point[j] > high)
        ]
        if any(inner(e, point) != inner(e, self.theta) for e in self.exposed):
            faults.append("an exposed gap differs")
        c = self.w.contexts.index((context[0], context[1]))
        if all(inner(self.step(c, self.policy[c], y), point) >= 0 for y in self.ys):
            faults.append("the policy is still best in the altered context")
        return faults


def shown_offline(one: Linear) -> list[Vector]:
    """Return the differences of heads that training shows: context, response and comparator of positive probability."""
    w = one.w
    assert w.q is not None and w.beta is not None
    return [
        one.step(c, y, z)
        for c, chance in enumerate(w.q)
        if chance
        for y in one.ys
        if w.beta[c][y]
        for z in one.ys
        if w.kappa[c][y][z]
    ]


def offline_diverse(one: Linear) -> bool:
    """Decide D_off over the region: by ranks over everything, for a box by eliminating both models."""
    shown = shown_offline(one)
    if one.w.region == "all":
        return len(reduced(shown + one.relevant)) == len(reduced(shown))
    zero = [Q(0)] * one.size
    walls: list[tuple[Vector, Q, bool]] = []
    for j, (low, high) in enumerate(one.bounds()):
        unit = [Q(int(i == j)) for i in range(one.size)]
        for a, b in ((unit, zero), (zero, unit)):
            if low is not None:
                walls.append(([-v for v in a + b], -low, False))
            if high is not None:
                walls.append((a + b, high, False))
    for e in reduced(shown):
        walls += [(e + [-v for v in e], Q(0), False), ([-v for v in e] + e, Q(0), False)]
    for c in one.cs:
        for y, z in product(one.ys, repeat=2):
            best = [(one.step(c, x, y) + zero, Q(0), x < y) for x in one.ys if x != y]
            if feasible([*walls, *best, (zero + one.step(c, y, z), Q(0), True)]):
                return False
    return True


def feasible(system: list[tuple[Vector, Q, bool]]) -> bool:
    """Decide rows a.z <= b (strict where marked) by eliminating one variable after the other."""
    while system and system[0][0]:
        upper, lower, rest = [], [], set()
        for row, bound, strict in system:
            head, tail = row[0], row[1:]
            if head == 0:
                rest.add((tuple(tail), bound, strict))
            else:
                scaled = ([v / abs(head) for v in tail], bound / abs(head), strict)
                (upper if head > 0 else lower).append(scaled)
        for (a, b, s), (x, y, t) in product(upper, lower):
            rest.add((tuple(v + w for v, w in zip(a, x, strict=True)), b + y, s or t))
        system = tightest(rest)
    return all(bound > 0 if strict else bound >= 0 for _, bound, strict in system)


def tightest(rows: set[tuple[tuple[Q, ...], Q, bool]]) -> list[tuple[Vector, Q, bool]]:
    """Return the rows scaled, and of parallel ones the tightest alone."""
    kept: dict[tuple[Q, ...], tuple[Q, bool]] = {}
    for row, bound, strict in rows:
        scale = next((abs(v) for v in row if v), Q(1))
        key, wall = tuple(v / scale for v in row), (bound / scale, strict)
        if key not in kept or (wall[0], not strict) < (kept[key][0], not kept[key][1]):
            kept[key] = wall
    return [(list(key), bound, strict) for key, (bound, strict) in kept.items()]


def check(world: World) -> dict[str, Any]:
    """Return what `check --json` says of a linear class with a truth, spans as canonical bases."""
    one = Linear(world)
    relevant, exposed = reduced(one.relevant), reduced(one.exposed)
    hidden = one.hidden()
    answer = {"relevant_dimension": len(relevant), "exposed_dimension": len(exposed), "diverse": not hidden}
    if world.region == "all":
        assert hidden == (len(relevant) > len(exposed))
        unseen = kernel(exposed + kernel(relevant, one.size), one.size)
        answer |= {"exposed_basis": exposed, "missing_directions": reduced(unseen)}
    if world.q is not None:
        answer["offline"] = {"diversity": offline_diverse(one)}
    return answer
