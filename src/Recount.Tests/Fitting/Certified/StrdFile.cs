using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Fitting.Objectives;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Fitting.Certified;

/// <summary>A problem in the format of NIST's Statistical Reference Datasets for nonlinear regression, <c>.dat</c>.</summary>
/// <param name="Formula">In b1, b2 ... and the predictors, as our formulas are written.</param>
/// <param name="Lacks">A function of the model that our formulas lack, or null.</param>
/// <param name="IsLog">The model is that of the response's natural logarithm.</param>
/// <param name="Columns">The response, then the predictors.</param>
/// <param name="Starts">Two points to begin from.</param>
internal sealed partial record StrdFile(string Name, string Formula, string? Lacks, bool IsLog, string[] Predictors, double[][] Columns, double[][] Starts, double[] Certified, double Squares)
{
    public FitProblem Problem => new(
        Fits.Model(Formula, [.. Enumerable.Range(1, Certified.Length).Select(i => $"b{i}")], [.. Predictors.Select((p, i) => (p, Columns[i + 1]))]),
        [.. Certified.Select((_, i) => new FitParameter($"b{i + 1}"))],
        IsLog ? [.. Columns[0].Select(y => Math.Log(y))] : Columns[0],
        new Loss.Squares(),
        []);

    public static StrdFile Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var parameters = Parameter().Matches(text);
        var (left, right) = Model(lines);
        var formula = right.Replace("**", "^", StringComparison.Ordinal).Replace('[', '(').Replace(']', ')').Replace("log(", "ln(", StringComparison.Ordinal);

        // The last heading names the columns; the numbers stand where the header says.
        var heading = lines.Last(l => l.StartsWith("Data:", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1..];
        var range = DataLines().Match(text);
        var rows = lines[(int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture) - 1)..int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture)]
            .Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray()).ToList();
        return new(
            DatasetName().Match(text).Groups[1].Value,
            Pi().Replace(formula, Math.PI.ToString("R", CultureInfo.InvariantCulture)),
            Called().Matches(formula).Select(m => m.Groups[1].Value).FirstOrDefault(f => !Functions.Names.Contains(f)),
            left.StartsWith("log", StringComparison.Ordinal),
            heading[1..],
            [.. heading.Select((_, i) => rows.Select(r => r[i]).ToArray())],
            [[.. parameters.Select(m => Number(m.Groups[1].Value))], [.. parameters.Select(m => Number(m.Groups[2].Value))]],
            [.. parameters.Select(m => Number(m.Groups[3].Value))],
            Number(ResidualSquares().Match(text).Groups[1].Value));
    }

    // From the line that begins "y =" or "log[y] =" to the one that ends "+ e".
    private static (string Left, string Right) Model(string[] lines)
    {
        var first = Array.FindIndex(lines, l => Response().IsMatch(l));
        var last = Array.FindIndex(lines, first, l => Error().IsMatch(l));
        var whole = Error().Replace(string.Join(' ', lines[first..(last + 1)].Select(l => l.Trim())), "");
        var equals = whole.IndexOf('=', StringComparison.Ordinal);
        return (whole[..equals].Trim(), whole[(equals + 1)..].Trim());
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Dataset Name:\s+(\S+)")]
    private static partial Regex DatasetName();

    [GeneratedRegex(@"Data\s+\(lines (\d+) to (\d+)\)")]
    private static partial Regex DataLines();

    [GeneratedRegex(@"^\s*(y|log\[y\])\s*=")]
    private static partial Regex Response();

    [GeneratedRegex(@"\+\s*e\s*$")]
    private static partial Regex Error();

    [GeneratedRegex(@"^\s*b\d+\s*=\s*(\S+)\s+(\S+)\s+(\S+)\s+\S+\s*$", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"Residual Sum of Squares:\s+(\S+)")]
    private static partial Regex ResidualSquares();

    [GeneratedRegex(@"\bpi\b")]
    private static partial Regex Pi();

    [GeneratedRegex(@"\b([a-z]+)\(")]
    private static partial Regex Called();
}
