using Recount.Claims;
using Recount.Claims.Fits;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Fitting.Replay;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the fits of a spec.</summary>
/// <param name="scope">The printed numbers that vectors can be made of.</param>
internal sealed class FitReader(IReadOnlyDictionary<string, DeclaredData?> data, Scope scope, Diagnostics diagnostics)
{
    private static readonly string[] Needed = ["data", "model", "observed", "parameters"];

    private readonly Dictionary<string, DeclaredFit?> _fits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlNode.Mapping> _nodes = new(StringComparer.Ordinal);

    /// <summary>All fits by name; null where there is a mistake in one.</summary>
    public IReadOnlyDictionary<string, DeclaredFit?> Read(YamlNode.Mapping? node)
    {
        foreach (var (name, value) in node?.Entries ?? [])
        {
            if (!IsName(name.Text))
            {
                diagnostics.Add(Mistakes.BadName(name.At, "a fit", name.Text));
            }

            var mark = diagnostics.Mark;
            var fit = value is YamlNode.Mapping mapping && Whole(mapping) is { } whole ? Fit(name, whole) : null;
            _fits[name.Text] = diagnostics.Mark > mark ? null : fit;
            _nodes[name.Text] = value is YamlNode.Mapping own && Merged(own) is { } merged ? merged : new(name.At, []);
        }

        return _fits;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 80 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // The declarations of a fit with those of the fit that it is like; null where that one is unknown or has a mistake of its own.
    private YamlNode.Mapping? Whole(YamlNode.Mapping node)
    {
        if (node.Text("like") is { } like && !_fits.ContainsKey(like.Text))
        {
            diagnostics.Add(Mistakes.UnknownOf(like.At, "fit above this one", like.Text, _fits.Keys, "Fits"));
            return null;
        }

        return node.Text("like") is { } other && _fits[other.Text] is null ? null : Merged(node);
    }

    private YamlNode.Mapping Merged(YamlNode.Mapping node) => node.Text("like") is { } like && _nodes.TryGetValue(like.Text, out var other)
        ? new(node.Begin, [.. node.Entries, .. other.Entries.Where(e => node[e.Key.Text] is null && e.Key.Text != "like")])
        : node;

    private DeclaredFit? Fit(YamlNode.Scalar name, YamlNode.Mapping node)
    {
        foreach (var key in Needed.Where(k => node[k] is null))
        {
            diagnostics.Add(Mistakes.MissingKey(name.At, "a fit", key, ((Shape.Mapping)FitShape.Fit).Keys.First(k => k.Name == key).Shape.Meaning));
        }

        var rows = node.Text("data") is { } source ? Data(source) : null;
        var parameters = new ParameterReader(scope, diagnostics).Read(node["parameters"] as YamlNode.Mapping);
        var loss = Loss(node["loss"]);
        var optimiser = Optimiser(node["optimiser"] as YamlNode.Mapping);
        var vectors = parameters is null ? null : new VectorReader(scope, [.. parameters.Select(p => p.Parameter.Name)], diagnostics).Read(node["vectors"] as YamlNode.Mapping);
        var starts = parameters is null ? null : new StartReader(parameters, vectors!, diagnostics).Read(node, name);
        var resampling = Resampling(node["bootstrap"] as YamlNode.Mapping, vectors);
        if (node.Text("model") is not { } model || node.Text("observed") is not { } observed || parameters is null || rows is null)
        {
            return null;
        }

        var names = parameters.Select(p => p.Parameter.Name).ToList();
        var formulas = new DataFormula(rows.Table, names, diagnostics);
        var read = formulas.Read(model);
        foreach (var (key, _) in read is null ? [] : ((YamlNode.Mapping)node["parameters"]!).Entries.Where(e => !formulas.Used.Contains(e.Key.Text)))
        {
            diagnostics.Add(Mistakes.UnusedParameter(key.At, key.Text));
        }

        // What was observed hangs on columns alone, but counts its inputs as the model does.
        var seen = formulas.Read(observed);
        var weights = node.Text("weights") is { } text ? formulas.Read(text) : null;
        foreach (var place in new[] { (observed, seen), (node.Text("weights"), weights) }.Where(x => x.Item2?.Terms[0].Inputs().Any(i => i < names.Count) == true))
        {
            diagnostics.Add(Mistakes.Formula(place.Item1!.At, "a parameter cannot stand here", "Only columns of the data can."));
        }

        if (read is null || seen is null || loss is null || starts is null)
        {
            return null;
        }

        var fit = new DeclaredFit(
            name.Text, rows, model.Text, read.Terms[0], [.. parameters.Select(p => p.Parameter)], formulas.Columns, seen.Terms[0], weights?.Terms[0],
            node.Text("residuals")?.Text == "log", loss, node.Text("reduce")?.Text == "mean", starts, optimiser, resampling,
            SampleWords.Named(node.Text("sample")?.Text),
            [.. (node["start-at"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>().Select(v => v.Text) ?? []], vectors!,
            [.. parameters.SelectMany(p => p.Held)]);
        new FitChecks(fit, name, diagnostics).Run(observed, node.Text("weights"));
        return fit;
    }

    private DeclaredData? Data(YamlNode.Scalar source)
    {
        if (!data.TryGetValue(source.Text, out var found))
        {
            diagnostics.Add(Mistakes.UnknownWhat(source.At, "data set", source.Text, data.Keys, "Data sets"));
        }

        return found;
    }

    private Loss? Loss(YamlNode? node)
    {
        switch (node)
        {
            case YamlNode.Scalar { Text: "absolute" }:
                return new Loss.Absolute();
            case YamlNode.Mapping mapping when mapping.Entries is [var (key, value)] && value is YamlNode.Scalar text:
                if (DataTable.Number(text.Text) is { } delta and > 0)
                {
                    return key.Text == "huber" ? new Loss.Huber(delta) : new Loss.HuberLikelihood(delta);
                }

                diagnostics.Add(Mistakes.NoFreeNumber(text.At, "delta", text.Text, "1e-3"));
                return null;
            case YamlNode.Mapping mapping:
                diagnostics.Add(Mistakes.WrongKind(mapping.At, $"a mapping of {mapping.Entries.Count} keys", "one loss"));
                return null;
            default:
                return new Loss.Squares();
        }
    }

    private Optimiser Optimiser(YamlNode.Mapping? node)
    {
        double Tolerance(string key, double otherwise)
        {
            if (node!.Text(key) is not { } text)
            {
                return otherwise;
            }

            if (DataTable.Number(text.Text) is { } value and >= 0)
            {
                return value;
            }

            diagnostics.Add(Mistakes.NoFreeNumber(text.At, "tolerance", text.Text, "1e-12"));
            return otherwise;
        }

        if (node is null)
        {
            return new Optimiser.ToTheEnd();
        }

        var (isNumeric, gradient) = (node.Text("gradient")?.Text == "numeric", Tolerance("gtol", 1e-5));
        if (node.Text("scipy")?.Text == "bfgs")
        {
            if (node.Text("ftol") is { } unused)
            {
                diagnostics.Add(Mistakes.OnlyWith(unused.At, "ftol", "scipy: l-bfgs-b"));
            }

            return new Optimiser.Replayed(new ScipyBfgs(gradient, isNumeric ? ScipyBfgs.DefaultDifference : null));
        }

        var search = new LbfgsB(gradient, isNumeric ? LbfgsB.DefaultDifference : null);
        return new Optimiser.Replayed(search with { DecreaseTolerance = Tolerance("ftol", search.DecreaseTolerance) });
    }

    private Resampling? Resampling(YamlNode.Mapping? node, IReadOnlyDictionary<string, DeclaredVector>? vectors)
    {
        if (node is null)
        {
            return null;
        }

        long? Whole(string key, long least, long most)
        {
            var text = node.Text(key);
            var value = NumberReader.Whole(text?.Text);
            if (text is not null && !(value >= least && value <= most))
            {
                diagnostics.Add(Mistakes.NoFreeNumber(text.At, $"whole number from {least} to {most}", text.Text, "100"));
                return null;
            }

            return value;
        }

        var (draws, seed) = (Whole("draws", 2, 100_000), Whole("seed", 0, uint.MaxValue));
        var share = node.Text("share");
        var part = share is null ? 1 : NumberReader.Share(share.Text)?.Number.ToDouble();
        if (part is not (> 0 and <= 1))
        {
            diagnostics.Add(Mistakes.NoFreeNumber(share!.At, "share of the rows", share.Text, "80 %"));
        }

        DeclaredVector? start = null;
        if (node.Text("start-at") is { } at && vectors?.TryGetValue(at.Text, out start) == false)
        {
            diagnostics.Add(Mistakes.UnknownOf(at.At, "vector", at.Text, vectors.Keys, "Vectors"));
        }

        return draws is null || seed is null || part is null ? null
            : new((int)draws, (uint)seed, part.Value, node.Text("replacement")?.Text != "false", start?.Values);
    }
}
