"""The gate's statistics by NumPy, SciPy and statsmodels: by search, sums and kernels, not by formula.

A line for each: its name, what it is of, and the figure.
"""

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint


def restricted(worse, better, n, drop):
    """The most likely probability of better, if that of worse is larger by the drop."""

    def loss(q):
        terms = [(worse, q + drop), (better, q), (n - worse - better, 1 - 2 * q - drop)]
        return -sum(count * np.log(p) for count, p in terms if count > 0)

    low, high = max(1e-13, 1e-13 - drop), (1 - drop) / 2 - 1e-13
    found = optimize.minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-14}).x
    return low if loss(low) < loss(found) else found


def upper(worse, better, n, alpha):
    def score(drop):
        q = restricted(worse, better, n, drop)
        return (worse - better - n * drop) / np.sqrt(n * (2 * q + drop - drop * drop))

    return optimize.brentq(lambda d: score(d) + stats.norm.isf(alpha), (worse - better) / n + 1e-9, 1 - 1e-9)


def share(right, n):
    return proportion_confint(right, n, method="beta" if min(right, n - right) < 3 else "wilson")


def leads(studies, seeds, add, times):
    """Numbers without an order, the same wherever they are made."""
    i, s = np.arange(studies), np.arange(seeds)[:, None]
    return ((i * i * 7 + 13 * i * s + times * i + 5 * s) % 31) / 8 + add


def kernel(above, below):
    return (above[:, None] > below[None, :]) + 0.5 * (above[:, None] == below[None, :])


def components(abnormal, normal):
    kernels = np.array([kernel(a, b) for a, b in zip(abnormal, normal)])
    return kernels.mean((1, 2)), kernels.mean((0, 2)), kernels.mean((0, 1))


def area(m, n, reference_seeds, candidate_seeds, patients_of=None):
    """Drop of the area, its variance and the areas of the seeds."""
    before = components(leads(m, reference_seeds, 1.5, 3), leads(n, reference_seeds, 0, 11))
    after = components(leads(m, candidate_seeds, 0.9, 4), leads(n, candidate_seeds, 0, 10))
    drop = before[0].mean() - after[0].mean()
    of_abnormal, of_normal = before[1] - after[1] - drop, before[2] - after[2] - drop
    if patients_of is None:
        return drop, of_abnormal.var(ddof=1) / m + of_normal.var(ddof=1) / n, before[0], after[0]
    who_abnormal, who_normal = np.arange(m) // patients_of, np.arange(n) // patients_of
    everyone = sorted(set(who_abnormal) | set(who_normal))
    sums = np.array([[of_abnormal[who_abnormal == p].sum(), of_normal[who_normal == p].sum()] for p in everyone])
    k, ka, kn = len(everyone), len(set(who_abnormal)), len(set(who_normal))
    variance = (
        ka / (ka - 1) * (sums[:, 0] ** 2).sum() / m**2
        + kn / (kn - 1) * (sums[:, 1] ** 2).sum() / n**2
        + 2 * k / (k - 1) * (sums[:, 0] * sums[:, 1]).sum() / (m * n)
    )
    return drop, variance, before[0], after[0]


def satterthwaite(variance, studies, before, after):
    """Upper bound of the drop of two recipes, one-sided 97.5 %."""
    parts = [
        (variance, studies - 1),
        (np.var(before, ddof=1) / len(before), len(before) - 1),
        (np.var(after, ddof=1) / len(after), len(after) - 1),
    ]
    total = sum(v for v, _ in parts)
    freedom = total**2 / sum(v**2 / d for v, d in parts)
    return np.mean(before) - np.mean(after) + stats.t.isf(0.025, freedom) * np.sqrt(total)


TABLES = [(1, 0, 44), (12, 9, 300), (8, 1, 40), (0, 0, 73), (40, 5, 300), (4, 9, 229)]
for worse, better, n in TABLES:
    print("tango", worse, better, n, upper(worse, better, n, 0.025))
for worse, better in [(8, 1), (12, 9), (150, 86)]:
    print("mcnemar", worse, better, mcnemar([[0, worse], [better, 0]], exact=True).pvalue / 2)
for one, other in zip(TABLES[1:], TABLES[2:]):
    half = [upper(w, b, n, 0.025) - (w - b) / n for w, b, n in (one, other)]
    mean = sum((w - b) / n for w, b, n in (one, other)) / 2
    print("mover", *one, *other, mean + np.sqrt(half[0] ** 2 + half[1] ** 2) / 2)
for right, n in [(0, 20), (129, 131), (81, 263), (15, 148)]:
    print("share", right, n, share(right, n)[1])
for hits, wrong in [(60, 11), (229, 30), (5, 20)]:
    jaccard = share(hits, hits + wrong)[0]
    print("f1", hits, wrong, 2 * jaccard / (1 + jaccard))
for m, n in [(6, 5), (60, 52), (229, 129)]:
    drop, variance, _, _ = area(m, n, 1, 1)
    print("delong", m, n, 1, 0, drop + stats.norm.isf(0.025) * np.sqrt(variance))
for m, n, each in [(6, 5, 2), (60, 52, 2), (229, 129, 3)]:
    drop, variance, _, _ = area(m, n, 1, 1, each)
    print("delong", m, n, 1, each, drop + stats.norm.isf(0.025) * np.sqrt(variance))
for m, n, seeds, each in [(60, 52, 3, 0), (60, 52, 5, 2)]:
    drop, variance, before, after = area(m, n, seeds, seeds, each or None)
    units = min(len(set(np.arange(k) // (each or 1))) for k in (m, n))
    print("delong", m, n, seeds, each, satterthwaite(variance, units, before, after))
for variance, n, before, after in [
    (0.04 / 131, 131, [0.90, 0.92, 0.91], [0.86, 0.90, 0.87]),
    (0.02 / 358, 358, [0.80, 0.84, 0.81, 0.79, 0.83], [0.80, 0.79, 0.84]),
]:
    print("satterthwaite", n, variance, len(before), *before, *after, satterthwaite(variance, n, before, after))
