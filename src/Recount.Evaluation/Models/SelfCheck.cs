using System.Globalization;
using Recount.Evaluation.Graphs;

namespace Recount.Evaluation.Models;

/// <summary>What a model showed when it was loaded: that its scores do not hang on how they are computed, and how far rows may share.</summary>
/// <param name="Padded">Largest difference of a log-probability between a sequence alone and right-padded in a batch, in nats.</param>
/// <param name="Split">Between a sequence at once and in two parts, the second going on from the keys and values of the first; null where the model takes none.</param>
/// <param name="Edited">Between the edited graph and the file's own; null where that was not compared.</param>
public sealed record SelfCheck(double Padded, double? Split, Sharing Sharing, double? Edited)
{
    /// <summary>Largest difference that rounding in 32 bits explains.</summary>
    public const double Single = 1e-3;

    /// <summary>Largest difference that rounding in 16 bits explains.</summary>
    public const double Half = 5e-2;

    /// <summary>Tokens of the longest sequence that is tried.</summary>
    public const int Longest = 17;

    private const int Short = 9;

    // Where the graph does not say how large its vocabulary is: ids that every one has.
    private const int LeastVocabulary = 255;

    private const int Cut = 4;

    /// <summary>Compares a model with itself.</summary>
    /// <param name="plain">The same tokens' scores by the graph as it stands in its file, from <see cref="Alone"/>; null where there is nothing to compare.</param>
    /// <exception cref="ModelRefusedException">Scores differ by more than rounding explains: the numbers are in the message.</exception>
    public static SelfCheck Of(Decoder decoder, int maxLength, float[]? plain)
    {
        var (a, b) = Sequences(decoder, maxLength);
        var limit = Limit(decoder.Layout);
        var alone = Alone(decoder, maxLength);

        var batch = new Batch();
        batch.Add(b);
        Ask(batch, batch.Add(a), a, 0);
        var padded = Difference(alone, decoder.Run(batch).LogProbabilities);

        var (split, sharing) = ((double?)null, Sharing.None);
        if (decoder.PastResists is null && a.Length > Cut + 1)
        {
            double Compared(params int[][] rows) => Difference(alone.AsSpan(Cut), InTwo(decoder, rows));
            split = Compared(a);
            sharing = Works(() => Compared(a, b), limit) ? Sharing.Together : Sharing.OneByOne;
        }

        double? edited = plain is null ? null : Difference(alone, plain);
        var check = new SelfCheck(padded, split, sharing, edited);
        return padded <= limit && !(split > limit) ? check : throw new ModelRefusedException(
            $"The model's scores hang on how they are computed. {check}; rounding explains {limit.ToString(CultureInfo.InvariantCulture)}. {check.Advice(limit)}");
    }

    /// <summary>How far an edited graph is from the file's own, in words; null where rounding explains it.</summary>
    public static string? Differs(Decoder edited, int maxLength, float[] plain) =>
        Difference(Alone(edited, maxLength), plain) is var difference && difference <= Limit(edited.Layout) ? null : $"{Text(difference)} nats";

    /// <summary>Log-probabilities of the tokens of a short sequence after its first, by itself.</summary>
    public static float[] Alone(Decoder decoder, int maxLength)
    {
        var (a, _) = Sequences(decoder, maxLength);
        var batch = new Batch();
        Ask(batch, batch.Add(a), a, 0);
        return decoder.Run(batch).LogProbabilities;
    }

    /// <summary>The largest difference that rounding explains in a model of this layout.</summary>
    public static double Limit(DecoderLayout layout) => IsHalf(layout) ? Half : Single;

    /// <summary>Keys, values or logits have 16 bits.</summary>
    public static bool IsHalf(DecoderLayout layout) => layout.Past.Any(p => p.IsHalf) || layout.Logits.Type == (int)Graphs.Onnx.TensorProto.Types.DataType.Float16;

    /// <summary>The differences in words.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        $"Padded in a batch they differ by {Text(Padded)}", Split is { } s ? $"in two parts by {Text(s)}" : null,
        Edited is { } e ? $"with the head on scored rows only by {Text(e)}" : null,
    }.Where(t => t is not null)) + " nats";

    private static string Text(double difference) => difference.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private string Advice(double limit) =>
        Padded > limit ? "Padding reaches tokens before it: the export may ignore attention_mask, or its weights are quantised with one scale for a whole batch."
        : "Keys and values of earlier tokens are not what they were: the export of the past is wrong.";

    private static (int[] A, int[] B) Sequences(Decoder decoder, int maxLength)
    {
        var vocabulary = decoder.Layout.Vocabulary ?? LeastVocabulary;

        // Spread over the vocabulary, none of them the first ids, which are often padding and marks.
        int[] Tokens(int length, long step) => [.. Enumerable.Range(1, Math.Min(length, maxLength)).Select(i => (int)(((i * step) + (vocabulary / 2)) % vocabulary))];
        return (Tokens(Short, 7919), Tokens(Longest, 104_729));
    }

    private static bool Works(Func<double> difference, double limit)
    {
        try
        {
            return difference() <= limit;
        }
        catch (ModelRefusedException)
        {
            return false;
        }
    }

    // Each row cut in two at the same place; the answers are the first row's.
    private static float[] InTwo(Decoder decoder, int[][] rows)
    {
        var first = new Batch(keeps: true);
        foreach (var tokens in rows)
        {
            first.Add(tokens[..Cut]);
        }

        using var cache = decoder.Run(first).Cache!;
        var second = new Batch(cache);
        foreach (var (tokens, row) in rows.Select((r, i) => (r, i)))
        {
            second.Add(tokens[Cut..], row);
        }

        Ask(second, 0, rows[0], Cut);
        return decoder.Run(second).LogProbabilities;
    }

    // The tokens after each of the row's own, which are those of the sequence from a position on.
    private static void Ask(Batch batch, int row, int[] sequence, int from)
    {
        for (var i = from; i < sequence.Length - 1; i++)
        {
            batch.Target(batch.Score(row, i - from), sequence[i + 1]);
        }
    }

    private static double Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var largest = a.Length == b.Length ? 0.0 : double.PositiveInfinity;
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var difference = Math.Abs((double)a[i] - b[i]);
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }
}
