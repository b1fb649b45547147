using Recount.Claims;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the parameters of a fit, with the values from which a search may begin.</summary>
/// <param name="scope">The printed numbers at which a parameter can be held.</param>
internal sealed class ParameterReader(Scope scope, Diagnostics diagnostics)
{
    /// <summary>The parameters in file order; null when there are none.</summary>
    public IReadOnlyList<Searched>? Read(YamlNode.Mapping? node)
    {
        var parameters = new List<Searched>();
        foreach (var (name, value) in node?.Entries ?? [])
        {
            if (!Formula.IsPlainName(name.Text))
            {
                diagnostics.Add(Mistakes.BadName(name.At, "a parameter", name.Text));
            }

            var mapping = value as YamlNode.Mapping;
            var isLog = (mapping is null ? value as YamlNode.Scalar : mapping.Text("search"))?.Text == "log";
            var between = Numbers(mapping?["between"]);
            if (between is { Count: > 0 } && between is not [var low, var high] || (between is [var a, var b] && !(a < b)))
            {
                diagnostics.Add(Mistakes.Starts(mapping!["between"]!.At, "two numbers are needed here, the lower one first", "Write it as [0, 1]."));
            }

            var fixedAt = mapping?.Text("fixed") is { } text ? new PrintedFormula(scope, diagnostics).Read(text, name.Text) : null;
            var held = fixedAt?.Value;
            if (held is <= 0 && isLog)
            {
                diagnostics.Add(Mistakes.Starts(mapping!.Text("fixed")!.At, "a parameter that is searched by its logarithm is above zero"));
            }

            parameters.Add(new(new(name.Text, isLog, held), Numbers(mapping?["grid"]), between is [var from, var to] ? (from, to) : null, fixedAt?.Numbers ?? []));
        }

        return node is null ? null : parameters;
    }

    private List<double> Numbers(YamlNode? node) =>
        [.. (node as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>().Select(Number).OfType<double>() ?? []];

    private double? Number(YamlNode.Scalar text)
    {
        var number = DataTable.Number(text.Text);
        if (number is null)
        {
            diagnostics.Add(Mistakes.NoFreeNumber(text.At, "number", text.Text, "0.5"));
        }

        return number;
    }
}

/// <summary>A parameter and where a search for it may begin, in what is searched.</summary>
/// <param name="Grid">Empty for none.</param>
/// <param name="Held">The printed numbers at which it is held.</param>
internal sealed record Searched(FitParameter Parameter, IReadOnlyList<double> Grid, (double Low, double High)? Between, IReadOnlyList<PrintedNumber> Held);
