namespace Recount.Evaluation.Runs;

/// <summary>
/// A radix tree over the inputs of many sequences: what they have in common at the beginning is computed once, and choices of one token cost no pass of their
/// own. A common beginning that would save less than it costs is left with each. The others are cut to a multiple of a few tokens, and the rest left with each: so
/// many are equally long and run together without padding before what follows them, which makes every score the same, bit by bit, as without sharing.
/// </summary>
internal static class PrefixTree
{
    /// <summary>
    /// Tokens that a row is taken to cost on top of its own for going on from another. Measured behind 64 tokens: 5 to 13 in a model of 260,000 parameters, 3 in one of 24
    /// million. Taken from the upper end, since parting a batch costs something too.
    /// </summary>
    public const int Overhead = 12;

    /// <summary>Common beginnings have a multiple of so many tokens.</summary>
    public const int Multiple = 8;

    /// <summary>The nodes that begin anew.</summary>
    /// <param name="shares">Whether a row may go on from another; else each sequence is read whole, once.</param>
    public static List<PrefixNode> Of(IReadOnlyList<TokenSequence> sequences, bool shares)
    {
        var order = Enumerable.Range(0, sequences.Count).ToArray();
        Array.Sort(order, (a, b) => sequences[a].Inputs.SequenceCompareTo(sequences[b].Inputs) is not 0 and var c ? c : a.CompareTo(b));
        var roots = new List<PrefixNode>();
        if (order.Length > 0)
        {
            Add(new(sequences, order, shares), 0, order.Length, 0, 0, [], roots);
        }

        return roots;
    }

    /// <summary>Tokens in all nodes.</summary>
    public static long Tokens(IEnumerable<PrefixNode> nodes) => nodes.Sum(n => n.Tokens.Length + Tokens(n.Children));

    // Sequences low to high, in order, have their first tokens up to depth in common; those from start on belong to no node yet.
    private static void Add(Sorted all, int low, int high, int start, int depth, List<Question> questions, List<PrefixNode> into)
    {
        var (groups, end) = Split(all, low, high, start, depth, questions);
        // Where only one goes on behind what ends here, there is nothing to share yet.
        while (groups is [var (onlyLow, onlyHigh)])
        {
            (groups, end) = Split(all, onlyLow, onlyHigh, start, end, questions);
            low = onlyLow;
        }

        var first = all[low].Inputs;
        var length = groups.Count > 0 ? (end - start) / Multiple * Multiple : end - start;
        // Behind another node each row goes on from one anyway, and only the common one is new.
        var goingOn = start > 0 ? 1 : groups.Count;
        if (groups.Count > 0 && !(all.Shares && length > 0 && length * (long)(groups.Count - 1) >= Overhead * (long)goingOn))
        {
            for (var g = 0; g < groups.Count; g++)
            {
                Add(all, groups[g].Low, groups[g].High, start, end, g == 0 ? questions : [], into);
            }

            return;
        }

        var node = new PrefixNode(first.Slice(start, length).ToArray(), [.. questions.Where(q => q.Position < length)]);
        into.Add(node);
        for (var g = 0; g < groups.Count; g++)
        {
            List<Question> left = g > 0 ? [] : [.. questions.Where(q => q.Position >= length).Select(q => q with { Position = q.Position - length })];
            Add(all, groups[g].Low, groups[g].High, start + length, end, left, node.Children);
        }
    }

    // What sequences go on in common from depth on: how far, what is asked there, and the groups that go on apart.
    private static (List<(int Low, int High)> Groups, int End) Split(Sorted all, int low, int high, int start, int depth, List<Question> questions)
    {
        var first = all[low].Inputs;
        var end = depth + first[depth..].CommonPrefixLength(all[high - 1].Inputs[depth..]);
        for (var i = low; i < high; i++)
        {
            var sequence = all[i];
            var from = sequence.Tokens.Length - 1 - sequence.Scored;
            for (var p = Math.Max(depth, from); p < Math.Min(end, sequence.Tokens.Length - 1); p++)
            {
                questions.Add(new(p - start, sequence.Tokens[p + 1], all.Order[i], p - from));
            }
        }

        var groups = new List<(int Low, int High)>();
        for (var i = low; i < high;)
        {
            var next = i + 1;
            if (all[i].Inputs.Length > end)
            {
                while (next < high && all[next].Inputs[end] == all[i].Inputs[end])
                {
                    next++;
                }

                groups.Add((i, next));
            }

            i = next;
        }

        return (groups, end);
    }

    private sealed record Sorted(IReadOnlyList<TokenSequence> Sequences, int[] Order, bool Shares)
    {
        public TokenSequence this[int at] => Sequences[Order[at]];
    }
}
