"""The gate's statistics by SciPy and statsmodels: by search and by sums, not by formula."""

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar


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


for worse, better, n in [(1, 0, 44), (12, 9, 300), (8, 1, 40), (0, 0, 73), (40, 5, 300), (4, 9, 229)]:
    print("tango", worse, better, n, upper(worse, better, n, 0.025))
for worse, better in [(8, 1), (12, 9), (150, 86)]:
    print("mcnemar", worse, better, 0, mcnemar([[0, worse], [better, 0]], exact=True).pvalue / 2)
for right, n in [(0, 20), (129, 131), (81, 263)]:
    from statsmodels.stats.proportion import proportion_confint

    method = "beta" if min(right, n - right) < 3 else "wilson"
    print("share", right, n, 0, proportion_confint(right, n, method=method)[1])
