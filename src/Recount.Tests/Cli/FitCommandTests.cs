using System.Globalization;
using Recount.Cli;

namespace Recount.Tests.Cli;

/// <summary><c>recount fit</c> on a table of the user's own.</summary>
public class FitCommandTests
{
    // 1.8 + 400 / N^0.35, a little beside it in every row.
    private static string Runs(int rows = 12) => "name,N,loss\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
    {
        var n = Math.Pow(10, 6 + (i * 4.0 / (rows - 1)));
        var loss = (1.8 + (400 / Math.Pow(n, 0.35))) * (1 + (0.001 * Math.Cos(7 * i)));
        return string.Create(CultureInfo.InvariantCulture, $"run{i},{n:R},{loss:R}\n");
    }));

    [Fact]
    public void A_law_is_found_again_with_a_picture_and_the_lines_for_a_spec()
    {
        using var desk = new Desk();
        var table = desk.File("runs.csv", Runs());
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Fine, terminal.Run("fit", table, "--model", "E + A / N^alpha", "--observed", "loss", "--residuals", "log", "--hold-out", "2", "--out", desk.At("out")));

        double Value(string name) => double.Parse(terminal.Out.Split('\n').Skip(1).First(l => l.StartsWith($"{name} ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        Assert.Equal(1.8, Value("E"), 0.01);
        Assert.Equal(400, Value("A"), 20.0);
        Assert.Equal(0.35, Value("alpha"), 0.005);
        Assert.Contains("fitted without the 2 largest rows in N", terminal.Out, StringComparison.Ordinal);

        var yaml = File.ReadAllText(desk.At("out", "fit.yaml"));
        Assert.Contains(yaml, terminal.Out, StringComparison.Ordinal);
        Assert.StartsWith("<?xml", File.ReadAllText(desk.At("out", "fit.svg")), StringComparison.Ordinal);
        Assert.Equal([0x89, .. "PNG"u8], File.ReadAllBytes(desk.At("out", "fit.png"))[..4]);

        // The lines are a part of a spec as they stand.
        var spec = desk.Spec("paper", yaml + "claims:\n  - { id: exponent, says: e, published: \"0.35\", fit: { of: law, gives: alpha } }\n");
        File.Copy(table, Path.Combine(Path.GetDirectoryName(spec)!, "runs.csv"));
        var audit = new Terminal();
        Assert.Equal(ExitCodes.Fine, audit.Run("audit", spec, "--all"));
        Assert.Contains("reproduced  paper/exponent  0.35", audit.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(the model)(1,17): error RC020", "--model", "E + A / N^alpha +", "--observed", "loss")]
    [InlineData("did you mean 'loss'?", "--model", "E + A / N^alpha", "--observed", "los")]
    [InlineData("'run0' stands where the column 'name' needs a finite number", "--model", "E + A / N^alpha", "--observed", "name")]
    [InlineData("Write it as --column name=value", "--model", "E + A / N^alpha", "--observed", "loss", "--column", "D")]
    [InlineData("'M' is no column", "--model", "E + A / N^alpha", "--observed", "loss", "--over", "M")]
    [InlineData("Holding out 10 of 12 rows leaves too few for 3 parameters", "--model", "E + A / N^alpha", "--observed", "loss", "--hold-out", "10")]
    [InlineData("More than 500 resamples are drawn with --full only", "--model", "E + A / N^alpha", "--observed", "loss", "--bootstrap", "501")]
    [InlineData("'tiny' is no delta", "--model", "E + A / N^alpha", "--observed", "loss", "--loss", "huber:tiny")]
    public void A_mistake_is_said_with_the_nearest_word(string expected, params string[] options)
    {
        using var desk = new Desk();
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, terminal.Run(["fit", desk.File("runs.csv", Runs()), .. options]));
        Assert.Contains(expected, terminal.Error, StringComparison.Ordinal);
        Assert.Empty(terminal.Out);
    }

    [Fact]
    public void Parameters_that_the_rows_do_not_tell_apart_are_no_result()
    {
        using var desk = new Desk();
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Alarm, terminal.Run("fit", desk.File("runs.csv", Runs()), "--model", "A * B / N^alpha", "--observed", "loss"));
        Assert.Contains("No start reached a minimum", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("not determined", terminal.Out, StringComparison.Ordinal);
    }
}
