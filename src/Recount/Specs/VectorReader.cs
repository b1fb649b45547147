using Recount.Claims;
using Recount.Claims.Fits;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the vectors of a fit: a formula over printed numbers for every parameter.</summary>
internal sealed class VectorReader(Scope scope, IReadOnlyList<string> parameters, Diagnostics diagnostics)
{
    /// <summary>The vectors by name; one with a mistake in it is left out.</summary>
    public IReadOnlyDictionary<string, DeclaredVector> Read(YamlNode.Mapping? node)
    {
        var vectors = new Dictionary<string, DeclaredVector>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            if (value is YamlNode.Mapping mapping && Vector(name, mapping) is { } vector)
            {
                vectors[name.Text] = vector;
            }
        }

        return vectors;
    }

    private DeclaredVector? Vector(YamlNode.Scalar name, YamlNode.Mapping node)
    {
        var mark = diagnostics.Mark;
        foreach (var (key, _) in node.Entries.Where(e => !parameters.Contains(e.Key.Text)))
        {
            diagnostics.Add(Mistakes.UnknownOf(key.At, "parameter of this fit", key.Text, parameters, "Parameters"));
        }

        var (values, formulas, numbers) = (new List<double>(), new List<Expression>(), new List<PrintedNumber>());
        foreach (var parameter in parameters)
        {
            if (node.Text(parameter) is not { } text)
            {
                diagnostics.Add(Mistakes.MissingKey(name.At, "a vector", parameter, "its value"));
            }
            else if (new PrintedFormula(scope, diagnostics).Read(text, $"{name.Text}.{parameter}") is { } read)
            {
                values.Add(read.Value);
                formulas.Add(read.Formula.Replace(i => new Expression.Input(i + numbers.Count)));
                numbers.AddRange(read.Numbers);
            }
        }

        return diagnostics.Mark > mark ? null : new(name.Text, values, formulas, numbers);
    }
}
