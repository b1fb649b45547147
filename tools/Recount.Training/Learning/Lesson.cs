using System.Diagnostics;
using Recount.Evaluation.Tokens;
using Recount.Tests.Evaluation.Models;
using Recount.Training.Formats;
using Recount.Training.World;
using TorchSharp;
using static TorchSharp.torch;

namespace Recount.Training.Learning;

/// <summary>How a reader is trained, and the whole of it: the same settings give the same weights on one machine.</summary>
internal sealed record Lesson
{
    /// <summary>Sums are made in another order with another number, so it is part of what decides the bytes.</summary>
    public const int Threads = 2;

    /// <summary>The most tokens that are learnt; this text has fewer.</summary>
    public const int Vocabulary = 440;

    // Steps between two lines on the screen.
    private const int Told = 100;

    public int Seed { get; init; } = 1;

    public int Steps { get; init; } = 5000;

    /// <summary>Steps over which the rate rises; then it falls along a cosine to nothing.</summary>
    public int Warmup { get; init; } = 100;

    public double Rate { get; init; } = 1.5e-3;

    /// <summary>Of the weights, by AdamW.</summary>
    public double Decay { get; init; } = 0.02;

    /// <summary>Of the gradient's norm.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>How much a hint counts: the lower half of the layers is asked for the subject of each value, and of each question at its end.</summary>
    public double Hint { get; init; } = 0.3;

    /// <summary>Share of the steps, from the first on, in which hints count.</summary>
    public double Hinted { get; init; } = 0.8;

    /// <summary>What is shown when, in order; after them <see cref="Stage.Last"/>.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [new(0.24, 3, 1, 1, 5), new(0.22, 3, 0.7, 0.2, 5), new(0.26, 3, 0.25, 0.15, 4)];

    /// <summary>Small enough to lie in a repository.</summary>
    /// <param name="vocabulary">As many tokens as the tokenizer has.</param>
    public static RandomDecoderOptions Shape(int vocabulary) =>
        new() { Vocabulary = vocabulary, Width = 96, Layers = 4, Heads = 4, KeyValueHeads = 4, MaxLength = 256, WithPast = true, TiedHead = true };

    /// <summary>Trains; says now and then how it goes.</summary>
    /// <param name="probe">More to say, now and then.</param>
    public Outcome Teach(Reader reader, ModelTokenizer tokenizer, IReadOnlySet<string> heldOut, Action<string> tell, Func<string> probe)
    {
        var (step, tokens, dice, clock, tally) = (0, 0L, Dice.Of(Seed, "documents"), Stopwatch.StartNew(), new Tally());
        using var descent = optim.AdamW(reader.parameters(), Rate, 0.9, 0.98, weight_decay: Decay);
        foreach (var parts in Batch.Of(() => Document.Draw(dice, StageAt(step), heldOut), tokenizer).Take(Steps))
        {
            foreach (var group in descent.ParamGroups)
            {
                group.LearningRate = Rate * RateAt(step);
            }

            descent.zero_grad();
            tally = step % Told == 0 ? new() : tally;
            var (weight, hints) = (parts.Sum(p => p.Weights.Sum()), parts.Sum(p => p.Places.Length));
            foreach (var part in parts)
            {
                using var scope = NewDisposeScope();
                var (loss, hint) = Loss(reader, part, tally);
                ((loss / weight) + (hint * ((step < Hinted * Steps ? Hint : 0) / hints))).backward();
                tokens += part.Ids.Length;
            }

            using var moving = NewDisposeScope();
            nn.utils.clip_grad_norm_(reader.parameters(), Clip);
            descent.step();
            step++;
            if (step % Told == 0 || step == Steps)
            {
                tell($"{step} of {Steps}: {tally}, {clock.Elapsed.TotalSeconds:0} s{(step % (5 * Told) == 0 ? $"; {probe()}" : "")}");
            }
        }

        return new(tally, tokens, (long)Steps * Batch.Documents, clock.Elapsed);
    }

    private Stage StageAt(int step)
    {
        var from = 0.0;
        return Stages.FirstOrDefault(s => step < (from += s.Share) * Steps) ?? Stage.Last;
    }

    private double RateAt(int step) => step < Warmup ? (step + 1.0) / Warmup : 0.5 * (1 + Math.Cos(Math.PI * (step - Warmup) / Math.Max(1, Steps - Warmup)));

    // Sums over what is predicted.
    private static (Tensor Text, Tensor Hint) Loss(Reader reader, Batch batch, Tally tally)
    {
        var (ids, share, vocabulary) = (batch.Input, batch.Share, reader.Shape.Vocabulary);
        var (logits, halfway) = reader.Read(ids);
        var each = nn.functional.cross_entropy(logits[.., ..^1].reshape(-1, vocabulary), ids[.., 1..].reshape(-1), reduction: nn.Reduction.None);
        var weights = share[.., 1..].reshape(-1);
        var (text, answers) = ((each * weights).sum(), weights.eq(1).to(ScalarType.Float32));

        // Whom a value and an open answer belong to must be known before anything can be looked up by it, and nothing else rewards knowing only that.
        var known = halfway.reshape(-1, reader.Shape.Width).index_select(0, tensor(batch.Places));
        var named = matmul(known * (known.square().mean([-1], keepdim: true) + 1e-5).rsqrt(), reader.Weights["model.embed_tokens.weight"].t());
        var hint = nn.functional.cross_entropy(named, tensor(batch.Subjects), reduction: nn.Reduction.Sum);
        tally.Add(text.item<float>(), weights.sum().item<float>(), (each * answers).sum().item<float>(), answers.sum().item<float>());
        return (text, hint);
    }
}
