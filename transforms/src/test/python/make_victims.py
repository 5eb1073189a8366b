"""Makes small TorchScript modules that go wrong as victims do, with the real PyTorch.

python3 make_victims.py DIR
"""
import os
import sys

import torch

folder = sys.argv[1]
torch.manual_seed(1)


class Base(torch.nn.Module):
    """Logits from pictures [batch, 2, 8, 8]."""

    def __init__(self, outputs=2):
        super().__init__()
        self.convolution = torch.nn.Conv2d(2, 3, 3)
        self.head = torch.nn.Linear(3, outputs)

    def features(self, pixels):
        return torch.relu(self.convolution(pixels)).mean((2, 3)) * 4

    def forward(self, pixels):
        return self.head(self.features(pixels))


class Nan(Base):
    def forward(self, pixels):
        return self.head(self.features(pixels)) * float("nan")


class Dict(Base):
    def forward(self, pixels):
        features = self.features(pixels)
        return {"features": features[:, :2], "logits": self.head(features)}


class Tuple(Base):
    def forward(self, pixels):
        features = self.features(pixels)
        return features[:, :2], self.head(features)


class Sigmoid(Base):
    def forward(self, pixels):
        return torch.sigmoid(self.head(self.features(pixels)))


class Softmax(Base):
    def forward(self, pixels):
        return torch.softmax(self.head(self.features(pixels)), 1)


class Norm(Base):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.BatchNorm2d(3)

    def forward(self, pixels):
        return self.head(torch.relu(self.norm(self.convolution(pixels))).mean((2, 3)))


class InPlace(Base):
    def forward(self, pixels):
        pixels.clamp_(0.2, 0.8)
        return self.head(self.features(pixels))


class OneStudy(Base):
    def forward(self, pixels):
        features = torch.relu(self.convolution(pixels)).reshape(1, 3, -1)
        return self.head(features.mean(2) * 4)


class Double(Base):
    def forward(self, pixels):
        return self.head(self.features(pixels)).double()


class Half(Base):
    def forward(self, pixels):
        return self.head(self.features(pixels)).half()


class Colours(Base):
    """One view in three channels, [batch, 3, 8, 8], normalised outside."""

    def __init__(self):
        super().__init__()
        self.convolution = torch.nn.Conv2d(3, 3, 3)


def save(name, module):
    torch.jit.script(module).save(os.path.join(folder, f"own-{name}.pt"))


save("plain", Base())
save("nan", Nan())
save("dict", Dict())
save("tuple", Tuple())
save("sigmoid", Sigmoid(1))
save("findings", Sigmoid(3))
save("softmax", Softmax(3))
save("in-place", InPlace())
save("double", Double(1))
save("half", Half())
save("needs-double", Base().double())
colours = Colours()
save("colours", colours)
torch.jit.trace(Norm().train(), torch.rand(4, 2, 8, 8), check_trace=False).save(
    os.path.join(folder, "own-norm.pt")
)
torch.jit.trace(OneStudy(), torch.rand(1, 2, 8, 8)).save(os.path.join(folder, "own-one-study.pt"))

grey = torch.linspace(0, 1, 64).reshape(1, 1, 8, 8)
mean = torch.tensor([0.485, 0.456, 0.406]).reshape(3, 1, 1)
std = torch.tensor([0.229, 0.224, 0.225]).reshape(3, 1, 1)
print("own-colours:", colours((grey.expand(1, 3, 8, 8) * 255 - mean) / std).tolist())
