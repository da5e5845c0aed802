"""Writes a trained network as the data file that the engine carries.

    python export.py --checkpoint runs/first/best.pt [more ...] --name default --out ../packages/engine/src/weights

Each row of weights becomes 8-bit integers and one scale; biases stay float32. The engine multiplies them out again when
it loads, so that what runs is exactly what is measured here: prints how much the rounding changed.
"""

import argparse
import base64
import json
from pathlib import Path

import torch

from model import Shape, VisemeNetwork

# Chosen on the dev recordings with `evaluate.py --change-cost`: 2 to 8 tried. Less flickers, more loses short sounds.
CHANGE_COST, HASTY_CHANGE_COST = 5.0, 1.0
FAVOUR = ''  # nepers from -0.4 to 0.3 for closures only traded one for the other


def layers(network):
    """In the order in which the engine reads them."""
    yield network.stem
    for block in network.blocks:
        yield block.mix
        yield block.out
    yield network.head


def favour(network, visemes):
    """Adds to the head's biases of some visemes, in all frames."""
    with torch.no_grad():
        bias = network.head.bias.view(network.shape.output_frames, -1)
        for viseme, nepers in (pair.split('=') for pair in visemes.split(',') if pair):
            bias[:, int(viseme)] += float(nepers)


def quantise(weight):
    scale = weight.abs().amax(dim=1).clamp(min=1e-8) / 127
    return torch.round(weight / scale[:, None]).clamp(-127, 127), scale


def golden(network, rows=120):
    """A number of made-up rows, then what the network says after the last: the engine's test compares its own answer."""
    t, band = torch.arange(rows)[:, None], torch.arange(network.shape.bands)[None]
    made_up = 1.5 * torch.sin(1.7 * t + 0.9 * band + 0.01 * t * t)
    logits = network(made_up[None])[0, -1].flatten().tolist()
    return '\n'.join([str(rows), *(f'{logit:.4f}' for logit in logits)]) + '\n'


def load(paths):
    """A network; of several checkpoints of one training the mean of their weights, which hears people better than each."""
    checkpoints = [torch.load(path, weights_only=True) for path in paths]
    kept = checkpoints[-1]
    kept['weights'] = {name: sum(c['weights'][name] for c in checkpoints) / len(checkpoints) for name in kept['weights']}
    shape = {**kept['shape'], 'dilations': tuple(kept['shape']['dilations'])}
    network = VisemeNetwork(Shape(**shape))
    network.load_state_dict(kept['weights'])
    return network.eval(), kept


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--checkpoint', type=Path, nargs='+', required=True)
    parser.add_argument('--name', default='default')
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--change-cost', type=float, default=CHANGE_COST)
    parser.add_argument('--hasty-change-cost', type=float, default=HASTY_CHANGE_COST)
    parser.add_argument('--favour', default=FAVOUR, help='visemes made more likely, in nepers: 21=0.3,18=0.2')
    args = parser.parse_args()
    network, kept = load(args.checkpoint)
    favour(network, args.favour)
    rows = torch.randn(4, 300, network.shape.bands)
    before = network(rows)
    weights, scales = [], []
    with torch.no_grad():
        for layer in layers(network):
            quantised, scale = quantise(layer.weight)
            weights.append(quantised.to(torch.int8).numpy().tobytes())
            scales.append(scale.numpy().astype('<f4').tobytes() + layer.bias.detach().numpy().astype('<f4').tobytes())
            layer.weight.copy_(quantised * scale[:, None])
        rounding = (network(rows) - before).abs()
    model = {
        'name': args.name,
        'shape': network.shape.to_dict(),
        'decoder': {'change_cost': args.change_cost, 'hasty_change_cost': args.hasty_change_cost},
        'weights': base64.b64encode(b''.join(weights)).decode(),
        'scales': base64.b64encode(b''.join(scales)).decode(),
    }
    constant = 'DEFAULT_MODEL' if args.name == 'default' else f'{args.name.upper().replace("-", "_")}_MODEL'
    path = args.out / f'{args.name}.weights.ts'
    path.write_text(
        "// Written by training/export.py; see the model card beside it. Do not edit.\n"
        "import type { EncodedModel } from './encoded-model.js';\n\n"
        f'export const {constant}: EncodedModel = {json.dumps(model, indent=2)};\n')
    with torch.no_grad():
        (args.out / f'{args.name}.golden.txt').write_text(golden(network))
    print(f'{path}: {path.stat().st_size} bytes; rounding moved logits by {rounding.mean():.4f} on average, {rounding.max():.3f} at most')
    print('step', kept.get('step'), {k: kept[k] for k in ('held-out', 'dev') if k in kept})


if __name__ == '__main__':
    main()
