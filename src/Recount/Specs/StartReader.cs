using Recount.Claims.Fits;
using Recount.Statistics;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the points from which a search begins: the grid of the parameters, vectors, random points; without any of these, random points.</summary>
internal sealed class StartReader(IReadOnlyList<Searched> parameters, IReadOnlyDictionary<string, DeclaredVector> vectors, Diagnostics diagnostics)
{
    /// <summary>Starts of one fit.</summary>
    public const int MostStarts = 100_000;

    /// <summary>Random starts where a spec declares none at all.</summary>
    public const int Default = 200;

    private readonly List<Searched> _free = [.. parameters.Where(p => p.Parameter.Fixed is null)];

    /// <summary>The points; null when there is a mistake in how they are declared.</summary>
    public IReadOnlyList<double[]>? Read(YamlNode.Mapping node, YamlNode.Scalar name)
    {
        var mark = diagnostics.Mark;
        List<double[]> starts = [.. Grid(name), .. At(node["start-at"] as YamlNode.Sequence)];
        if (node["random-starts"] is YamlNode.Mapping random && random.Text("count") is { } text && random.Text("seed") is { } seed)
        {
            var (count, stream) = (NumberReader.Whole(text.Text), NumberReader.Whole(seed.Text));
            if (count is not (> 0 and <= MostStarts) || stream is not (>= 0 and <= uint.MaxValue))
            {
                diagnostics.Add(Mistakes.NoFreeNumber(text.At, $"number of starts up to {MostStarts} with a seed", text.Text, "200"));
            }
            else
            {
                starts.AddRange(Scattered((int)count, (uint)stream));
            }
        }
        else if (starts.Count == 0 && diagnostics.Mark == mark)
        {
            starts.AddRange(Scattered(Default, 1));
        }

        return diagnostics.Mark > mark ? null : starts;
    }

    private IEnumerable<double[]> Grid(YamlNode.Scalar name)
    {
        var given = _free.Where(p => p.Grid.Count > 0).ToList();
        if (given.Count == 0)
        {
            return [];
        }

        if (given.Count < _free.Count)
        {
            diagnostics.Add(Mistakes.Starts(name.At, $"the grid has no values for {string.Join(", ", _free.Except(given).Select(p => p.Parameter.Name))}",
                "Every parameter that is searched needs a grid, or none."));
            return [];
        }

        if (_free.Aggregate(1L, (n, p) => Math.Min(long.MaxValue / 1_000, n) * Math.Min(1_000, p.Grid.Count)) > MostStarts)
        {
            diagnostics.Add(Mistakes.Starts(name.At, $"the grid has more than {MostStarts} points"));
            return [];
        }

        return _free.Aggregate((IEnumerable<double[]>)[[]], (points, p) => points.SelectMany(point => p.Grid.Select(v => (double[])[.. point, v])));
    }

    private IEnumerable<double[]> At(YamlNode.Sequence? names)
    {
        foreach (var name in names?.Items.OfType<YamlNode.Scalar>() ?? [])
        {
            if (!vectors.TryGetValue(name.Text, out var vector))
            {
                diagnostics.Add(Mistakes.UnknownOf(name.At, "vector of this fit", name.Text, vectors.Keys, "Vectors"));
                continue;
            }

            double[] point = [.. parameters.Zip(vector.Values).Where(x => x.First.Parameter.Fixed is null).Select(x => x.First.Parameter.IsLog ? Math.Log(x.Second) : x.Second)];
            if (point.Any(v => !double.IsFinite(v)))
            {
                diagnostics.Add(Mistakes.Starts(name.At, $"'{Plain.Short(name.Text)}' has a value that has no logarithm"));
            }

            yield return point;
        }
    }

    private IEnumerable<double[]> Scattered(int count, uint seed)
    {
        var random = new MersenneTwister(seed);
        for (var i = 0; i < count; i++)
        {
            yield return [.. _free.Select(p =>
            {
                var (low, high) = p.Between ?? (p.Parameter.IsLog ? (-2, 25) : (-2, 2));
                return low + ((high - low) * (random.Next() / (double)uint.MaxValue));
            })];
        }
    }
}
