using Recount.Cli;
using VerifyXunit;

namespace Recount.Tests.Cli;

/// <summary><c>recount format</c>: prompts blank by blank, and what is said of names that are none.</summary>
public class FormatCommandTests
{
    private const string Items = """
        {"passage": "Herons wade.", "question": "do herons wade", "label": true}
        {"passage": "A long passage that tells of herons, voles, frogs and all the other things that a narrow terminal has no room for.", "question": "do voles dig", "label": false}

        """;

    [Theory]
    [InlineData("all", 60)]
    [InlineData("preset", 60, "lm-eval/boolq", "--data", "DATA", "--item", "2")]
    [InlineData("own", 96, "gpt3/boolq", "--scoring", "letters", "--labels", "Q/A", "--separator", ":\\n", "--verbalizers", "true/false", "--data", "DATA")]
    [InlineData("shots", 96, "gpt3/boolq", "--shots", "1", "--scoring", "generate", "--data", "DATA", "--item", "2")]
    [InlineData("written", 96, "gpt3/wsc")]
    [InlineData("unconditional", 96, "gpt3/arc", "--unconditional", "")]
    public async Task A_screen_of_prompts(string name, int width, params string[] options)
    {
        using var desk = new Desk();
        var data = desk.File("items.jsonl", Items);
        var terminal = new Terminal(width);
        Assert.Equal((ExitCodes.Fine, ""), (terminal.Run(["format", .. options.Select(o => o == "DATA" ? data : o)]), terminal.Error));
        Assert.All(terminal.Out.Split('\n').Where(l => l.StartsWith("  |", StringComparison.Ordinal) || l.StartsWith("  :", StringComparison.Ordinal)), l => Assert.InRange(l.Length, 0, width));
        await Verifier.Verify(terminal.Out).UseDirectory("Screens").UseFileName("format").UseParameters(name);
    }

    [Fact]
    public async Task What_is_said_of_names_that_are_none()
    {
        using var desk = new Desk();
        var data = desk.File("items.jsonl", Items);
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "bolq"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gtp3/boolq"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "a/b/c"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "boolq", "--formats", "gpt3", "lmeval"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "boolq", "--scoring", "letter", "--casing", "tall", "--shots", "two"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gpt3/boolq", "--template", "{passge}\\n[answer"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gpt3/boolq", "--template", "{passge}\\n[answer]", "--data", data));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gpt3/boolq", "--data", data, "--item", "3"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gpt3/boolq", "--data", data, "--item", "0"));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gpt3/cb", "--data", data));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gpt3/boolq", "--data", desk.At("none.jsonl")));
        Assert.Equal(ExitCodes.Usage, terminal.Run("format", "gpt3/boolq", "--shots", "2", "--data", data));
        Assert.Empty(terminal.Out);
        await Verifier.Verify(terminal.Error.Replace(desk.Root, "HERE", StringComparison.Ordinal)).UseDirectory("Screens").UseFileName("format-mistakes");
    }

    [Fact]
    public void Every_task_and_every_layout_of_it_can_be_shown()
    {
        foreach (var task in Recount.Scoring.Formats.Presets.Tasks)
        {
            foreach (var name in Recount.Scoring.Formats.Presets.Of(task.Name).Select(p => $"{p.Name}/{task.Name}").Append(task.Name))
            {
                var terminal = new Terminal();
                Assert.Equal((ExitCodes.Fine, ""), (terminal.Run("format", name), terminal.Error));
                Assert.Contains(task.Name, terminal.Out, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("RC080"), InlineData("RC081"), InlineData("RC082"), InlineData("RC083"), InlineData("RC084"), InlineData("RC085")]
    public void Mistakes_of_formats_are_explained(string code)
    {
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Fine, terminal.Run("explain", code));
        Assert.StartsWith($"{code}\n  ", terminal.Out, StringComparison.Ordinal);
    }
}
