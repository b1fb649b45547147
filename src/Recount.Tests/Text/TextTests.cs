using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Tests.Text;

public class TextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Ünïcode ≤ 0.5", "Ünïcode ≤ 0.5")]
    [InlineData("a\u001b[31mb", "a\\u001B[31mb")]
    [InlineData("a\nb\tc\r", "a\\nb\\tc\\u000D")]
    [InlineData("\u202eabc", "\\u202Eabc")]
    [InlineData("\U000E0041", "\\uDB40\\uDC41")]
    [InlineData("😀", "😀")]
    public void Nothing_in_a_text_steers_a_terminal(string text, string line) => Assert.Equal(line, Plain.Line(text));

    [Fact]
    public void Half_a_character_is_escaped() => Assert.Equal("a\\uD800b", Plain.Line("a\ud800b"));

    [Theory]
    [InlineData("top-1 error: 0.237")]
    [InlineData("Standard error: 0.003")]
    [InlineData("mean absolute error (MAE): 3.2")]
    [InlineData("warning : x")]
    [InlineData("Error CS1001: x")]
    public void Nothing_in_a_text_reads_as_a_build_error(string text)
    {
        Assert.DoesNotContain(':', Plain.NoBuildError(text));
        Assert.Equal(text.Length, Plain.NoBuildError(text).Length);
    }

    [Fact]
    public void Markdown_is_taken_literally() => Assert.Equal("\\*a\\* \\|b\\| &lt;img&gt; &#64;me \\#1 \\$x", Plain.Markdown("*a* |b| <img> @me #1 $x"));

    [Theory]
    [InlineData("relaton", "relation")]
    [InlineData("PUBLISHD", "published")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_one_that_may_have_been_meant(string word, string? nearest) =>
        Assert.Equal(nearest, Nearest.To(word, ["relation", "published", "tolerance"]));

    [Fact]
    public void A_cell_knows_where_it_stands()
    {
        var diagnostics = new Diagnostics();
        var csv = CsvText.Read(new("t.csv", "a,b\r\n x , \"1,000\"\n\"two\nlines\",\"a \"\"b\"\"\"\n"), diagnostics);

        Assert.Empty(diagnostics.Sorted());
        Assert.Equal(["x", "1,000", "two\nlines", "a \"b\""], csv.Rows.SelectMany(r => r).Select(c => c.Text));
        Assert.Equal([(2, 2, 2), (2, 6, 7), (3, 1, 1), (4, 8, 9)], csv.Rows.SelectMany(r => r).Select(c => (c.At.Line, c.At.Column, c.At.Length)));
    }

    [Fact]
    public void Text_behind_a_quote_is_a_mistake()
    {
        var diagnostics = new Diagnostics();
        CsvText.Read(new("t.csv", "a,b\n\"1\"2,3\n"), diagnostics);
        Assert.Equal("RC031", Assert.Single(diagnostics.Sorted()).Code);
    }

    [Fact]
    public void A_part_of_a_quoted_text_is_placed_inside_the_quotes()
    {
        var root = (YamlNode.Mapping)YamlText.Read(new("x.yaml", "a:\n  - key: \"6 * parms\"\n"), new())!;
        var scalar = ((YamlNode.Mapping)((YamlNode.Sequence)root["a"]!).Items[0]).Text("key")!;

        Assert.Equal((2, 10, 11), (scalar.At.Line, scalar.At.Column, scalar.At.Length));
        Assert.Equal((2, 15, 5), (scalar.Part(4, 5).Line, scalar.Part(4, 5).Column, scalar.Part(4, 5).Length));
    }

    [Theory]
    [InlineData("a: b\rc: d\u0085e: f\u2028g: \"0,34")]
    [InlineData("a: b\r\nc: d\n\ne: \"0,34")]
    public void Every_kind_of_line_break_counts_as_one(string text)
    {
        var diagnostics = new Diagnostics();
        YamlText.Read(new("x.yaml", text), diagnostics);
        Assert.Equal(4, Assert.Single(diagnostics.Sorted()).At.Line);
    }

    [Fact]
    public void Every_code_that_a_mistake_has_is_explained()
    {
        var used = Directory.EnumerateFiles(Repository.Tests, "*.verified.txt", SearchOption.AllDirectories).Where(f => Path.GetFileName(Path.GetDirectoryName(f)) is "Broken" or "BrokenCatalogs")
            .SelectMany(f => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(f), "error (RC[0-9]{3}):").Select(m => m.Groups[1].Value)).ToHashSet();
        var explained = Recount.Text.Mistakes.Codes.Select(c => c.Code).ToHashSet();

        Assert.Subset(explained, used);
        Assert.Equal(["RC009", "RC100"], explained.Except(used));
    }
}
