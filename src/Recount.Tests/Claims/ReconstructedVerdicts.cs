using System.Globalization;
using Recount.Findings;
using Recount.Statistics;
using Recount.Tests.Fitting;
using static Recount.Tests.Claims.FitSpecs;

namespace Recount.Tests.Claims;

/// <summary>What may be said of a number by rows that are not the paper's own.</summary>
public class ReconstructedVerdicts
{
    [Fact]
    public void Other_rows_reproduce_a_number_only_where_they_are_sure_of_it()
    {
        var (low, high) = (Synthetic.Printed(Fitted.A - (2 * Fitted.Sandwich), 3), Synthetic.Printed(Fitted.A + (2 * Fitted.Sandwich), 3));
        var finding = Reconstructed($"{low}-{high}");

        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.Contains("(sandwich), from reconstructed data: its 90 % interval lies inside what ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_that_happens_to_lie_inside_is_not_enough()
    {
        // As printed, but known to one standard error only: 1.645 of them are asked for, so 1.645^2 times the rows would do.
        var half = Fitted.Sandwich;
        var finding = Reconstructed($"{Synthetic.Printed(Fitted.A - half, 8)}-{Synthetic.Printed(Fitted.A + half, 8)}");

        Assert.Equal($"about {Math.Round(12 * 1.6448536 * 1.6448536)} rows like these, or the paper's own data", Assert.IsType<Verdict.Inconclusive>(finding.Verdict).Decides);
        Assert.EndsWith(" is printed, and the difference may be chance (p = 1).", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_that_would_decide_are_counted_from_those_that_were_fitted()
    {
        var body = Law.Replace("residuals: log", "residuals: log\n    sample: reconstructed", StringComparison.Ordinal);
        var csv = "x,y,kind\n" + string.Concat(X.Zip(Y, (x, y) => $"{x:R},{y:R},own\n")) + string.Concat(X.Zip(Y, (x, y) => $"{x:R},{y * x:R},other\n"));
        var (low, high) = (Synthetic.Printed(Fitted.A - Fitted.Sandwich, 8), Synthetic.Printed(Fitted.A + Fitted.Sandwich, 8));
        var finding = Audited.Finding($"{body}claims:\n  - {{ id: c, says: s, published: \"{low}-{high}\", fit: {{ of: law, gives: a, where: {{ kind: own }} }} }}\n", ("runs.csv", csv));

        Assert.Equal($"about {Math.Round(12 * 1.6448536 * 1.6448536)} rows like these, or the paper's own data", Assert.IsType<Verdict.Inconclusive>(finding.Verdict).Decides);
    }

    [Fact]
    public void Beyond_chance_other_rows_deviate_with_their_p()
    {
        var printed = Synthetic.Printed(Fitted.A + (4 * Fitted.Sandwich), 6);
        var finding = Reconstructed(printed);
        var away = (double.Parse(printed, CultureInfo.InvariantCulture) - 5e-7 - Fitted.A) / Fitted.Sandwich;

        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Equal(TailProbability.Normal(away), finding.P!.P, 1e-8);
        Assert.True(finding.P.Decides);
        Assert.Contains(" is printed, 4 standard errors away (p = ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_interval_adds_its_own_error()
    {
        // As wide as 95 % of an error that is as large as ours: together sqrt(2) times as much.
        var (printed, reach) = (Fitted.A + (4 * Fitted.Sandwich), 1.959963984540054 * Fitted.Sandwich);
        var finding = Reconstructed($"{Synthetic.Printed(printed, 6)} ({Synthetic.Printed(printed - reach, 6)}, {Synthetic.Printed(printed + reach, 6)})");

        Assert.Equal(TailProbability.Normal(4 / Math.Sqrt(2)), finding.P!.P, 1e-4);
        Assert.Contains("; the printed interval adds ", finding.Reason, StringComparison.Ordinal);
    }

    private static Finding Reconstructed(string published) => Claim(published, "gives: a", more: "    sample: reconstructed\n");
}
