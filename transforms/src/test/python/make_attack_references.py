"""What attacks on pixels must return on a small network, by PyTorch and from the papers' formulas.

An implementation of its own: each study alone, in float64, written from the papers and not from
the Java code. Draws come from Java's SplittableRandom, written out below, so that random starts
and squares are the same. Run once; the results are kept beside the tests:

    python3 make_attack_references.py ../resources/io/gauntlet/attack/image/references.json
"""

import json
import sys

import torch

VIEWS, SIDE, CHANNELS = 2, 6, 4
EPSILON = 0.06
MASK = (1 << 64) - 1


class SplittableRandom:
    """Steele et al. 2014, with the constants of the JDK."""

    def __init__(self, seed):
        self.state = seed & MASK

    def _next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        return self.state

    def next_long(self):
        z = self._next()
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def next_double(self):
        return (self.next_long() >> 11) * 2.0**-53

    def next_bits(self):
        z = self._next()
        z = ((z ^ (z >> 33)) * 0x62A9D9ED799705F5) & MASK
        return (((z ^ (z >> 28)) * 0xCB24D0A5C88C35B3) & MASK) >> 32

    def next_int(self, bound):
        bits = self.next_bits()
        if bound & (bound - 1) == 0:
            return bits & (bound - 1)
        while True:
            value = (bits >> 1) % bound
            if (bits >> 1) + bound - 1 - value < 1 << 31:
                return value
            bits = self.next_bits()


def logits(net, x):
    hidden = torch.tanh(torch.nn.functional.conv2d(x, net["conv"], net["bias"], padding=1))
    return hidden.flatten(1) @ net["head"]


def margin(net, x, label):
    scores = logits(net, x[None])[0]
    return float(scores[1 - label] - scores[label])


def gradient(net, x, label):
    leaf = x[None].clone().requires_grad_(True)
    loss = torch.nn.functional.cross_entropy(logits(net, leaf), torch.tensor([label]))
    loss.backward()
    return leaf.grad[0]


def project(x, clean):
    return torch.clamp(torch.minimum(torch.maximum(x, clean - EPSILON), clean + EPSILON), 0, 1)


def best(net, label, points):
    return max(points, key=lambda point: margin(net, point, label))


def fgsm(net, clean, label, seed):
    step = torch.clamp(clean + EPSILON * gradient(net, clean, label).sign(), 0, 1)
    return best(net, label, [clean, step])


def pgd(net, clean, label, seed, steps=7):
    random = SplittableRandom(seed)
    noise = [(2 * random.next_double() - 1) * EPSILON for _ in range(clean.numel())]
    x = project(clean + torch.tensor(noise, dtype=torch.float64).reshape(clean.shape), clean)
    path = [clean, x]
    for _ in range(steps):
        x = project(x + 2.5 * EPSILON / steps * gradient(net, x, label).sign(), clean)
        path.append(x)
    return best(net, label, path)


def mi_fgsm(net, clean, label, seed, steps=5):
    x, momentum, path = clean, torch.zeros_like(clean), [clean]
    for _ in range(steps):
        slope = gradient(net, x, label)
        momentum = momentum + slope / slope.abs().sum()
        x = project(x + EPSILON / steps * momentum.sign(), clean)
        path.append(x)
    return best(net, label, path)


def square(net, clean, label, seed, queries=120, p_init=0.8):
    random = SplittableRandom(seed)
    sign = lambda: -1 if random.next_int(2) == 0 else 1
    if margin(net, clean, label) > 0:
        return clean
    x = clean.clone()
    for view in range(VIEWS):
        for column in range(SIDE):
            x[view, :, column] += sign() * EPSILON
    x = torch.clamp(x, 0, 1)
    found = margin(net, x, label)
    for count in range(queries - 2):
        if found > 0:
            break
        schedule = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000]
        p = p_init / 2 ** sum(int(count * 10000 / queries) > at for at in schedule)
        side = max(1, min(SIDE, int((p * SIDE * SIDE) ** 0.5 + 0.5)))
        top, left = random.next_int(SIDE - side + 1), random.next_int(SIDE - side + 1)
        window = (slice(top, top + side), slice(left, left + side))
        tried = x.clone()
        for _ in range(10):
            for view in range(VIEWS):
                tried[view][window] = torch.clamp(clean[view][window] + sign() * EPSILON, 0, 1)
            if not torch.equal(tried, x):
                break
        lead = margin(net, tried, label)
        if lead > found:
            x, found = tried, lead
    return best(net, label, [clean, x])


def main(target):
    torch.manual_seed(20)
    net = {
        "conv": torch.randn(CHANNELS, VIEWS, 3, 3),
        "bias": torch.randn(CHANNELS) / 4,
        "head": torch.randn(CHANNELS * SIDE * SIDE, 2) / 6,
    }
    # As the Java side reads them: rounded to float32, then exact in float64.
    net = {name: tensor.double() for name, tensor in net.items()}
    pixels = torch.rand(4, VIEWS, SIDE, SIDE)
    pixels[:, :, 0, 0], pixels[:, :, 5, 5] = 0, 1
    pixels = pixels.double()
    labels = logits(net, pixels).argmax(1).tolist()
    labels[3] = 1 - labels[3]
    seeds = [11, 12, 13, 14]
    made = {"epsilon": EPSILON, "labels": labels, "seeds": seeds}
    made["pixels"] = flat(pixels)
    made.update({name: flat(tensor) for name, tensor in net.items()})
    for attack in (fgsm, pgd, mi_fgsm, square):
        results = [attack(net, *study) for study in zip(pixels, labels, seeds)]
        made[attack.__name__.replace("_", "-")] = flat(torch.stack(results))
        print(attack.__name__, [round(margin(net, x, y), 3) for x, y in zip(results, labels)])
    with open(target, "w") as file:
        json.dump(made, file)
        file.write("\n")


def flat(tensor):
    # Nine digits tell every float32.
    return [float("%.9g" % value) for value in tensor.float().flatten().tolist()]


main(sys.argv[1])
