"""A model of two classes for MLServer: the brighter and the longer, the more abnormal."""

import numpy as np
from mlserver import MLModel
from mlserver.codecs import NumpyCodec, StringCodec
from mlserver.types import InferenceRequest, InferenceResponse


class ServedModel(MLModel):
    async def load(self) -> bool:
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        pixels = NumpyCodec.decode_input(payload.inputs[0])
        captions = StringCodec.decode_input(payload.inputs[1])
        lead = pixels.reshape(len(pixels), -1).sum(axis=1) + [len(text) for text in captions] - 10
        logits = np.stack([-lead, lead], axis=1).astype(np.float32)
        return InferenceResponse(
            model_name=self.name,
            model_version=self.version,
            outputs=[NumpyCodec.encode_output("logits", logits)],
        )
