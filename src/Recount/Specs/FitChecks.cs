using Recount.Claims.Fits;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>What must hold between the parts of a fit that were each read without a mistake.</summary>
/// <param name="name">Where mistakes are placed that have no place of their own.</param>
internal sealed class FitChecks(DeclaredFit fit, YamlNode.Scalar name, Diagnostics diagnostics)
{
    // Rows that all resamples of a fit draw together.
    private const long MostDrawn = 50_000_000;

    /// <summary>Holds the rows against the parameters, what is observed and the weights, and the vectors against what is held.</summary>
    public void Run(YamlNode.Scalar observed, YamlNode.Scalar? weights)
    {
        CheckRows(observed, weights);
        CheckVectors();
    }

    // A parameter that is held has one value in every vector.
    private void CheckVectors()
    {
        foreach (var (vector, i) in fit.Vectors.Values.SelectMany(v => v.Values.Select((_, i) => (v, i))))
        {
            if (fit.Parameters[i].Fixed is { } held && Math.Abs(vector.Values[i] - held) > 1e-9 * Math.Abs(held))
            {
                diagnostics.Add(Mistakes.NotForThisFit(name.At, $"the vector '{Plain.Short(vector.Name)}' has another {fit.Parameters[i].Name} than the one that is held"));
            }
        }
    }

    private void CheckRows(YamlNode.Scalar observed, YamlNode.Scalar? weights)
    {
        if (fit.Data.Table is not { } table)
        {
            return;
        }

        var free = fit.Parameters.Count(p => p.Fixed is null);
        if (table.Rows <= free)
        {
            diagnostics.Add(Mistakes.TooFewRows(name.At, table.Rows, free));
            return;
        }

        if (fit.Resampling is { } how && ((int)Math.Round(how.Share * table.Rows) <= free || (long)how.Draws * table.Rows > MostDrawn))
        {
            diagnostics.Add(Mistakes.NotForThisFit(name.At, $"its bootstrap draws {(how.Share < 1 ? "too few rows for its parameters, or " : "")}more than {MostDrawn} rows in all"));
        }

        if (fit.Weights is { } weigh)
        {
            var weighed = table.Of(fit.OfColumns(weigh), fit.Columns);
            var wrong = Array.FindIndex(weighed, w => !double.IsFinite(w) || w < 0);
            if (wrong >= 0)
            {
                diagnostics.Add(Mistakes.NoValueInRow(table.Lines[wrong], weights!.Text));
            }
        }

        var values = table.Of(fit.OfColumns(fit.Observed), fit.Columns);
        var bad = Array.FindIndex(values, v => !double.IsFinite(v) || (fit.LogResiduals && v <= 0));
        if (bad >= 0)
        {
            diagnostics.Add(double.IsFinite(values[bad]) ? Mistakes.NotPositive(table.Lines[bad], $"'{Plain.Short(observed.Text)}'")
                : Mistakes.NoValueInRow(table.Lines[bad], observed.Text));
        }
    }
}
