using VerifyXunit;

namespace Recount.Tests.Cli;

/// <summary>What people see, screen by screen, at the widths they have.</summary>
public class Screens
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(96)]
    [InlineData(140)]
    public async Task An_audit_of_the_demo(int width)
    {
        var terminal = new Terminal(width);
        Assert.Equal(0, terminal.Run("audit", "specs/demo.yaml", "--all"));
        Assert.Empty(terminal.Error);
        Assert.All(terminal.Out.Split('\n').Where(l => !l.Contains("recount ", StringComparison.Ordinal)), l => Assert.InRange(l.Length, 0, Math.Min(width, 96)));
        await Verifier.Verify(terminal.Out).UseDirectory("Screens").UseFileName("audit").UseParameters(width);
    }

    [Fact]
    public async Task An_audit_that_finds_something_new()
    {
        using var desk = new Desk();
        var spec = desk.Spec("paper", "values: { alpha: \"0.34\", beta: \"0.28\" }\nclaims:\n  - { id: exponent-a, says: \"a is 0.47\", published: \"0.47\", relation: beta / (alpha + beta) }\n  - { id: fine, says: \"fine\", relation: alpha > beta }\n");
        var terminal = new Terminal();
        Assert.Equal(1, terminal.Run("audit", spec));
        await Verifier.Verify(terminal.Out.Replace(desk.Root, "HERE", StringComparison.Ordinal)).UseDirectory("Screens").UseFileName("audit-new");
    }

    [Theory]
    [InlineData("demo/average", 0)]
    [InlineData("demo/exponent-a", 0)]
    [InlineData("demo", 0)]
    [InlineData("RC004", 0)]
    [InlineData("inconsistent", 0)]
    public async Task An_explanation(string subject, int exit)
    {
        var terminal = new Terminal();
        Assert.Equal(exit, terminal.Run("explain", subject));
        var text = System.Text.RegularExpressions.Regex.Replace(terminal.Out, "sha256 [0-9a-f]{12}", "sha256 DIGEST");
        await Verifier.Verify(text).UseDirectory("Screens").UseFileName("explain").UseParameters(subject);
    }

    [Fact]
    public async Task Answers()
    {
        var terminal = new Terminal();
        Assert.Equal(0, terminal.Run("ask", "0.28/(0.34+0.28) = 0.46"));
        Assert.Equal(1, terminal.Run("ask", "0.28/(0.34+0.28) = 0.47"));
        Assert.Equal(1, terminal.Run("ask", "t(28) = 2.20, p = .03", "--steps"));
        Assert.Equal(0, terminal.Run("ask", "0.28/(0.34+0.28) = 0.46", "--yaml"));
        Assert.Equal(2, terminal.Run("ask", "six of one"));
        await Verifier.Verify(terminal.Out + "--- standard error\n" + terminal.Error).UseDirectory("Screens").UseFileName("ask");
    }

    [Fact]
    public async Task The_tables_of_a_draft()
    {
        using var desk = new Desk();
        var draft = desk.File("draft.tex", """
            \begin{tabular}{lcccc}\toprule
            Model & CB ($n=56$) & RTE & BoolQ & Avg. \\ \midrule
            GPT-X 1B & 82.1 & 63.5 & 60.5 & 68.7 \\
            GPT-X 7B$^\dagger$ & \textbf{82.3} & 70.4 & 76.7$_{\pm 0.4}$ & 79.5 \\ \bottomrule
            \end{tabular}
            """);
        var terminal = new Terminal();
        Assert.Equal(1, terminal.Run("table", draft, "--items", "RTE=277"));
        Assert.Equal(3, terminal.Run("table", desk.File("bare.csv", "model,CB,RTE\na,82.3,72.9\n")));
        Assert.Equal(0, terminal.Run("table", desk.File("fine.csv", "model,CB,RTE,Avg\na,82.1,72.9,77.5\n")));
        Assert.Equal(2, terminal.Run("table", draft, "--items", "RTW=277"));
        Assert.Equal(2, terminal.Run("table", draft, "--items", "many"));
        Assert.Equal(2, terminal.Run("table", desk.File("words.csv", "a,b\nc,d\n")));
        Assert.Equal(2, terminal.Run("table", desk.Root));
        Assert.Equal(2, terminal.Run("table", Path.Combine(desk.Root, "none.csv")));
        var text = terminal.Out + "--- standard error\n" + terminal.Error;
        await Verifier.Verify(text.Replace(desk.Root, "HERE", StringComparison.Ordinal)).UseDirectory("Screens").UseFileName("table");
    }

    [Fact]
    public async Task Counts()
    {
        var terminal = new Terminal();
        Assert.Equal(1, terminal.Run("ask", "82.3% of 56"));
        Assert.Equal(0, terminal.Run("ask", "79.3% of 10042"));
        Assert.Equal(0, terminal.Run("ask", "82.3% of 56", "--yaml"));
        Assert.Equal(0, terminal.Run("quote", "49", "56"));
        Assert.Equal(0, terminal.Run("quote", "5200", "10042"));
        Assert.Equal(0, terminal.Run("map", "56", "--decimals", "0"));
        Assert.Equal(0, terminal.Run("map", "23"));
        Assert.Equal(0, terminal.Run("map", "7", "--decimals", "0", "--format", "markdown"));
        Assert.Equal(2, terminal.Run("quote", "57", "56"));
        Assert.Equal(2, terminal.Run("map", "56", "--decimals", "3"));
        Assert.Equal(2, terminal.Run("ask", "82.3% of 0"));
        await Verifier.Verify(terminal.Out + "--- standard error\n" + terminal.Error).UseDirectory("Screens").UseFileName("counts");
    }

    [Fact]
    public async Task Samples_that_are_computed_again()
    {
        const string stamp = "2026-03-01T10-20-30.123456";
        var folder = Path.Combine(Repository.Tests, "Scoring", "Recorded", "lm-eval");
        string Sample(string task) => Path.Combine(folder, $"samples_{task}_{stamp}.jsonl");
        var lines = File.ReadAllLines(Sample("sums"));
        var at = Array.FindIndex(lines, l => l.Contains("\"exact_match\": 0.0", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"exact_match\": 0.0", "\"exact_match\": 1.0", StringComparison.Ordinal);
        lines[^1] = "{\"doc_id\": 2, ";
        using var desk = new Desk();
        var changed = desk.File($"samples_sums_{stamp}.jsonl", string.Join('\n', lines));
        var terminal = new Terminal();
        Assert.Equal(0, terminal.Run("replay", Sample("evenness"), Sample("pages")));
        Assert.Equal(1, terminal.Run("replay", changed, "--results", Path.Combine(folder, $"results_{stamp}.json")));
        Assert.Equal(3, terminal.Run("replay", desk.File("bare.jsonl", "{\"doc_id\": 1, \"target\": \"a\", \"arguments\": [[\"Q\", {}]], \"filtered_resps\": [\"a\"], \"bleu\": 1.5}\n")));
        Assert.Equal(2, terminal.Run("replay", changed, "--results", Path.Combine(folder, $"results_{stamp}.json"), "--task", "sum"));
        Assert.Equal(2, terminal.Run("replay", desk.File("empty.jsonl", "{}\n")));
        Assert.Equal(2, terminal.Run("replay", "none.jsonl"));
        var text = terminal.Out + "--- standard error\n" + terminal.Error;
        await Verifier.Verify(text.Replace(desk.Root, "HERE", StringComparison.Ordinal).Replace(Repository.Root, "ROOT", StringComparison.Ordinal)).UseDirectory("Screens").UseFileName("replay");
    }

    [Theory]
    [InlineData]
    [InlineData("audit")]
    [InlineData("explain")]
    [InlineData("accept")]
    [InlineData("fetch")]
    [InlineData("score")]
    [InlineData("replay")]
    [InlineData("eval")]
    [InlineData("format")]
    [InlineData("price")]
    [InlineData("price", "train")]
    [InlineData("price", "serve")]
    public async Task Help(params string[] verb)
    {
        var terminal = new Terminal();
        Assert.Equal(0, terminal.Run([.. verb, "--help"]));
        await Verifier.Verify(terminal.Out).UseDirectory("Screens").UseFileName("help").UseParameters([.. verb.Cast<object>()]);
    }
}
