using Recount.Audits.Fits;
using Recount.Claims.Fits;
using Recount.Fitting;
using Recount.Fitting.Minima;

namespace Recount.Reports;

/// <summary>What <c>recount fit</c> shows: the parameters, how sure one can be of them, what they rest on, and the part of a spec that says so.</summary>
public static class FitPage
{
    private const int Digits = 5;

    /// <param name="yaml">The part of a spec that declares the fit.</param>
    public static Page Render(FitAnswer answer, string yaml, int width)
    {
        var page = new Page(width);
        page.Text($"{answer.Declared.Text}", 0, Tone.Strong);
        page.Blank();
        if (answer.Best is Solution.Stalled stalled)
        {
            page.Text($"No start reached a minimum: {stalled.Why}. What follows is where the lowest search ended, and no result. Searched by their logarithms, and so above zero: " +
                $"{string.Join(", ", answer.Declared.Parameters.Where(p => p.IsLog).Select(p => p.Name).DefaultIfEmpty("none"))}; --linear NAME searches one by its value.", 0, Tone.Bad);
            page.Blank();
        }

        page.Line(new Piece($"{"",-10}{"value",12}{"std. error",12}  95 % interval", Tone.Faint));
        foreach (var (parameter, value, sure) in answer.Parameters)
        {
            page.Line(new Piece($"{parameter.Name,-10}", Tone.Strong), new Piece($"{Number(value),12}"), new Piece(
                parameter.Fixed is not null ? $"{"held",12}" : sure is null ? $"{"",12}  not determined" : $"{(sure.StandardError is { } e ? Number(e) : "none"),12}  {Range(sure)}"));
        }

        page.Blank();
        foreach (var step in answer.Evidence.Where(s => s.Label is not "model"))
        {
            page.Text(step.Text, 14, Tone.Plain, $"  {step.Label}");
        }

        var by = answer.Declared.Resampling is { } draws ? $"quantiles of {Words.Number(draws.Draws)} resamples" : "profile likelihood; standard errors from the sandwich";
        page.Text(by, 14, Tone.Plain, "  intervals");
        if (answer.HeldOut is var (rows, held))
        {
            page.Text(
                held is null ? $"fitted without the {Words.Count(rows, "largest row", "largest rows")}, the law is not determined"
                    : $"fitted without the {Words.Count(rows, "largest row", "largest rows")} in {answer.Rows.Axis}, the law misses {(rows == 1 ? "it" : "them")} by " +
                        $"{Size(answer, held.Rms)} " +
                        $"where the others scatter by {Size(answer, held.Scatter)}; {held.Covered} of {rows} inside 95 % intervals, p = {FitEvidence.Number(held.P, 2)}",
                14, held is { P: < 0.05 } ? Tone.Warn : Tone.Plain, "  held out");
        }

        page.Blank();
        page.Text("For a spec:", 0, Tone.Faint);
        foreach (var line in yaml.TrimEnd('\n').Split('\n'))
        {
            page.Line(new Piece(line));
        }

        return page;
    }

    private static string Range(Uncertainty sure) => (sure.Low, sure.High) switch
    {
        ({ } low, { } high) => $"{Number(low)} to {Number(high)}",
        ({ } low, null) => $"{Number(low)} upward: flat, however far it was followed",
        (null, { } high) => $"up to {Number(high)}: flat, however far it was followed",
        _ => "flat: the rows do not say what it is",
    };

    private static string Size(FitAnswer answer, double error) => answer.Declared.LogResiduals ? $"{FitEvidence.Number(error * 100, 3)} %" : FitEvidence.Number(error, 3);

    private static string Number(double value) => FitEvidence.Number(value, Digits);
}
