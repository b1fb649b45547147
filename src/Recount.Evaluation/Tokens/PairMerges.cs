namespace Recount.Evaluation.Tokens;

/// <summary>
/// The merges of byte-pair encoding: of all neighbours that can be merged, those of the lowest rank, and of equal ones the leftmost, until none can. In time n log n, by a queue over a
/// linked list. Sennrich, Haddow and Birch (2016), arXiv 1508.07909.
/// </summary>
internal sealed class PairMerges
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges;

    public PairMerges(IEnumerable<(int Left, int Right, int Rank, int Id)> merges) => _merges = merges.ToDictionary(m => (m.Left, m.Right), m => (m.Rank, m.Id));

    /// <summary>Merges symbols and adds what is left of them.</summary>
    /// <param name="symbols">Used up.</param>
    public void Apply(int[] symbols, List<int> ids)
    {
        var next = new int[symbols.Length];
        var previous = new int[symbols.Length];
        var queue = new PriorityQueue<(int At, int Right, int Id), (int Rank, int At)>();
        for (var i = 0; i < symbols.Length; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1);
        }

        for (var i = 0; i + 1 < symbols.Length; i++)
        {
            Enqueue(i, i + 1);
        }

        while (queue.TryDequeue(out var merge, out _))
        {
            // Whatever was merged since has other neighbours, or another symbol, and so another result.
            var right = merge.Right;
            if (symbols[merge.At] < 0 || next[merge.At] != right || !_merges.TryGetValue((symbols[merge.At], symbols[right]), out var now) || now.Id != merge.Id)
            {
                continue;
            }

            symbols[merge.At] = merge.Id;
            symbols[right] = -1;
            next[merge.At] = next[right];
            if (next[right] < symbols.Length)
            {
                previous[next[right]] = merge.At;
                Enqueue(merge.At, next[right]);
            }

            if (previous[merge.At] >= 0)
            {
                Enqueue(previous[merge.At], merge.At);
            }
        }

        for (var i = 0; i < symbols.Length; i = next[i])
        {
            ids.Add(symbols[i]);
        }

        void Enqueue(int left, int right)
        {
            if (_merges.TryGetValue((symbols[left], symbols[right]), out var merge))
            {
                queue.Enqueue((left, right, merge.Id), (merge.Rank, left));
            }
        }
    }
}
