using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Recount.Evaluation.Graphs;
using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Models;

/// <summary>Turns a batch into the tensors that a graph's inputs take, and its outputs into answers.</summary>
/// <param name="shares">The graph was edited by <see cref="SharedPast"/>.</param>
/// <param name="scores">The graph was edited by <see cref="ScoredRows"/>.</param>
internal sealed class Feed(DecoderLayout layout, bool shares, bool scores) : IDisposable
{
    private readonly List<OrtValue> _empty = [];

    /// <summary>Outputs that answers are read from.</summary>
    public IReadOnlyList<string> Answers { get; } = scores ? [ScoredRows.LogProbabilities, ScoredRows.Likeliest] : [layout.Logits.Name];

    /// <summary>The vocabulary's size, as the graph says it or as its logits showed.</summary>
    public int? Vocabulary { get; private set; } = layout.Vocabulary;

    /// <summary>All inputs of a batch.</summary>
    public Inputs Inputs(Batch batch)
    {
        var (rows, width, past) = (batch.Rows.Count, batch.Width, batch.Past?.Length ?? 0);
        if (batch.Past is not null && !shares)
        {
            throw new InvalidOperationException("This model's rows cannot go on from others.");
        }

        var length = past + width;
        var (ids, positions, mask) = (new long[rows * width], new long[rows * width], new byte[rows * length]);
        for (var row = 0; row < rows; row++)
        {
            var tokens = batch.Rows[row];
            var known = mask.AsSpan(row * length, length);
            var before = 0;
            if (batch.Past is { } cache)
            {
                var from = cache.MaskOf(batch.Parents[row]);
                from.CopyTo(known);
                before = from.Count((byte)1);
            }

            known.Slice(past, tokens.Length).Fill(1);
            for (var i = 0; i < width; i++)
            {
                // A padded token stands where position ids by the mask would put it: at 1.
                (ids[(row * width) + i], positions[(row * width) + i]) = i < tokens.Length ? (tokens[i], before + i) : (0, 1);
            }
        }

        var owned = new List<(string, OrtValue)> { (layout.Ids.Name, Whole(layout.Ids, ids, rows, width)) };
        if (layout.Mask is { } m)
        {
            owned.Add((m.Name, Whole(m, [.. mask.Select(b => (long)b)], rows, length)));
        }

        if (layout.Positions is { } p)
        {
            owned.Add((p.Name, Whole(p, positions, rows, width)));
        }

        if (layout.TokenTypes is { } t)
        {
            owned.Add((t.Name, Whole(t, new long[rows * width], rows, width)));
        }

        if (layout.UseCache is { } use)
        {
            owned.Add((use.Name, OrtValue.CreateTensorValueFromMemory(new[] { batch.Past is not null }, [1])));
        }

        if (layout.LogitsToKeep is { } keep)
        {
            owned.Add((keep.Name, keep.Rank == 0 ? Whole(keep, [Kept(batch)]) : Whole(keep, [Kept(batch)], 1)));
        }

        if (scores)
        {
            owned.Add((ScoredRows.Rows, Pairs(batch.Scored)));
            owned.Add((ScoredRows.Targets, Pairs(batch.Targets)));
        }

        if (shares)
        {
            owned.Add((SharedPast.Parents, OrtValue.CreateTensorValueFromMemory(batch.Past is null ? new long[rows] : [.. batch.Parents.Select(r => (long)r)], [rows])));
        }

        return new(owned, Past(batch, rows), length, mask);
    }

    /// <summary>Log-probabilities of the targets and the likeliest tokens, from the outputs in the order of <see cref="Answers"/>.</summary>
    public (float[] LogProbabilities, int[] Likeliest) Read(Batch batch, IReadOnlyList<OrtValue> outputs)
    {
        if (scores)
        {
            return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), [.. outputs[1].GetTensorDataAsSpan<long>().ToArray().Select(t => (int)t)]);
        }

        var shape = outputs[0].GetTensorTypeAndShape().Shape;
        var (width, vocabulary) = ((int)shape[1], checked((int)shape[2]));
        Vocabulary = vocabulary;
        var expected = Kept(batch) is > 0 and var kept ? (int)kept : batch.Width;
        if (width != expected)
        {
            throw new ModelRefusedException(
                $"The model gives logits of {width} positions where {expected} were asked for: its head was pruned to the last position, which generates text but cannot score any.");
        }

        var skipped = batch.Width - width;
        var (row, likeliest, probabilities) = (new float[vocabulary], new int[batch.Scored.Count], new float[batch.Targets.Count]);
        var targets = batch.Targets.Select((t, i) => (t.Scored, t.Token, At: i)).ToLookup(t => t.Scored);
        for (var scored = 0; scored < likeliest.Length; scored++)
        {
            var (at, position) = batch.Scored[scored];
            Copy(outputs[0], ((at * (long)width) + position - skipped) * vocabulary, row);
            likeliest[scored] = TensorPrimitives.IndexOfMax(row);
            var largest = row[likeliest[scored]];
            var normal = largest + (float)Math.Log(SumOfExp(row, largest));
            foreach (var target in targets[scored])
            {
                probabilities[target.At] = row[target.Token] - normal;
            }
        }

        return (probabilities, likeliest);
    }

    public void Dispose() => _empty.ForEach(e => e.Dispose());

    // How many of the last positions get logits: 0 for all, which an edited graph needs, since it gathers by position.
    private long Kept(Batch batch) => scores || layout.LogitsToKeep is null || batch.Scored.Count == 0 ? 0 : batch.Width - batch.Scored.Min(s => s.Position);

    private static double SumOfExp(ReadOnlySpan<float> row, float largest)
    {
        Span<float> part = stackalloc float[1024];
        var sum = 0.0;
        for (var start = 0; start < row.Length; start += part.Length)
        {
            var piece = part[..Math.Min(part.Length, row.Length - start)];
            TensorPrimitives.Subtract(row.Slice(start, piece.Length), largest, piece);
            TensorPrimitives.Exp(piece, piece);
            sum += TensorPrimitives.Sum<float>(piece);
        }

        return sum;
    }

    private static void Copy(OrtValue logits, long start, Span<float> row)
    {
        if (logits.GetTensorTypeAndShape().ElementDataType == TensorElementType.Float16)
        {
            var halves = System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(logits.GetTensorDataAsSpan<Float16>());
            TensorPrimitives.ConvertToSingle(halves.Slice(checked((int)start), row.Length), row);
        }
        else
        {
            logits.GetTensorDataAsSpan<float>().Slice(checked((int)start), row.Length).CopyTo(row);
        }
    }

    private List<(string, OrtValue)> Past(Batch batch, int rows)
    {
        if (batch.Past is { } cache)
        {
            return [.. layout.Past.Zip(cache.Values, (p, v) => (SharedPast.NameOf(p), v))];
        }

        // Nothing went before. An unedited graph wants as many empty rows as there are rows.
        if (_empty.Count == 0 || !shares)
        {
            Dispose();
            _empty.Clear();
            _empty.AddRange(layout.Past.Select(p => OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance, p.IsHalf ? TensorElementType.Float16 : TensorElementType.Float, [shares ? 1 : rows, p.Heads, 0, p.HeadSize])));
        }

        return [.. layout.Past.Zip(_empty, (p, v) => (shares ? SharedPast.NameOf(p) : p.Input, v))];
    }

    private static OrtValue Whole(GraphValue input, long[] values, params long[] shape) => input.Type == (int)TensorProto.Types.DataType.Int32
        ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, v => checked((int)v)), shape) : OrtValue.CreateTensorValueFromMemory(values, shape);

    private static OrtValue Pairs(IReadOnlyList<(int, int)> pairs)
    {
        var values = new long[pairs.Count * 2];
        for (var i = 0; i < pairs.Count; i++)
        {
            (values[2 * i], values[(2 * i) + 1]) = pairs[i];
        }

        return OrtValue.CreateTensorValueFromMemory(values, [pairs.Count, 2]);
    }
}

/// <summary>The inputs of one run.</summary>
/// <param name="Owned">Made for it, to be disposed after it.</param>
/// <param name="Lent">The past, which lives longer.</param>
/// <param name="Length">Positions in all, past and padding included.</param>
/// <param name="Mask">[rows, length].</param>
internal sealed record Inputs(IReadOnlyList<(string Name, OrtValue Value)> Owned, IReadOnlyList<(string Name, OrtValue Value)> Lent, int Length, byte[] Mask);
