using Recount.Cli.Verbs;
using Recount.Reports;
using Recount.Scoring.Tasks;
using Recount.Text;
using VerifyXunit;

namespace Recount.Tests.Cli;

/// <summary>Every file of <c>Broken</c> is a test: an evaluation for the same few items. Its mistakes stand beside it, all of them.</summary>
public class BrokenEvaluations
{
    private static readonly string Folder = Path.Combine(Repository.Tests, "Cli", "Broken");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_mistakes_of_a_broken_evaluation_are_all_said(string name)
    {
        using var desk = new Desk();
        var data = desk.File("items.jsonl", "{\"question\": \"q\", \"passage\": \"p\", \"label\": 1, \"labels\": [\"0\", \"1\"], \"choices\": [\"a\", \"b\"], \"a\": \"x\", \"b\": \"y\"}\n");
        TaskText Given(string key, string text) => new(key, text, (offset, length) => new(key, 1, offset + 1, length));
        var diagnostics = new Diagnostics();
        if (ScoreYaml.Read(new(name, File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n")), diagnostics) is { } said)
        {
            var reader = new ScoreReader([.. said, Given("model", "model"), Given("data", data)], diagnostics);
            Assert.False(reader.Options(null) is not null & reader.Read() is not null);
        }

        await Verifier.Verify(MistakesPage.Render(diagnostics, Page.MaxWidth).ToString()).UseDirectory("Broken").UseFileName(name);
    }
}
