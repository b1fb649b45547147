using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Patterns that were written for another engine.</summary>
public class OnigurumaPatternTests
{
    private static string Cut(string pattern, string text)
    {
        var pieces = new List<string>();
        foreach (var (start, end) in SplitPattern.OfRegex(pattern).Matches(text))
        {
            pieces.Add(text[start..end]);
        }

        return string.Join('|', pieces);
    }

    [Theory]
    [InlineData(@"\p{L}+", "a\U0001D400b 1", "a\U0001D400b")]
    [InlineData(@"\p{N}{1,3}", "1\U0001D7CE234", "1\U0001D7CE2|34")]
    [InlineData(@"[^\s\p{L}]", "a\U0001F600b", "\U0001F600")]
    [InlineData(@"[\u4e00-\u9fff]+", "\u4f60\u597d\U00020000", "\u4f60\u597d")]
    [InlineData(@"[^\u4e00-\u9fff]", "\u4f60\U00020000", "\U00020000")]
    public void A_character_outside_the_basic_plane_is_one_of_its_category(string pattern, string text, string matches) => Assert.Equal(matches, Cut(pattern, text));

    [Theory]
    [InlineData("(?i:'s)", "'s'S'\u017f't", "'s|'S|'\u017f")]
    [InlineData(@"a++b?", "aaab", "aaab")]
    [InlineData(@"\s+(?!\S)|\s+", "  \u00a0x", "  |\u00a0")]
    [InlineData(@"[\-\]a]", "-]ab", "-|]|a")]
    [InlineData("[a-]", "-ab", "-|a")]
    [InlineData(@"(?:a|b){2}", "abb", "ab")]
    [InlineData(@"x{0,2}y", "xxxy", "xxy")]
    [InlineData(@"a(?=b)", "abac", "a")]
    public void What_both_engines_know_is_kept(string pattern, string text, string matches) => Assert.Equal(matches, Cut(pattern, text));

    [Theory]
    [InlineData(@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", "It's  a\n1234", "It|'s| | a|\n|123|4")]
    [InlineData(@"[!""#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", "a_b e\u0301 +=\n", "a|_b| e\u0301| +=\n")]
    [InlineData(@"[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+", "x\u4f60\u306ey", "\u4f60\u306e")]
    public void Patterns_of_well_known_models_are_read(string pattern, string text, string matches) => Assert.Equal(matches, Cut(pattern, text));

    [Theory]
    [InlineData(@"\w")]
    [InlineData(@"\bx")]
    [InlineData("^a")]
    [InlineData("a$")]
    [InlineData(@"\h")]
    [InlineData(@"\p{Han}+")]
    [InlineData(@"\p{^L}")]
    [InlineData("[a[bc]]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("[a&&b]")]
    [InlineData("(?i)a")]
    [InlineData("(?i:[a-z])")]
    [InlineData("(?i:ss)")]
    [InlineData("(?i:\\p{Lu})")]
    [InlineData("(?<n>a)")]
    [InlineData("a{,2}")]
    [InlineData("a{2}?")]
    [InlineData("a{2}+")]
    [InlineData("a**")]
    [InlineData("a*")]
    [InlineData("(?=a)")]
    [InlineData("a|")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[")]
    [InlineData("\\")]
    [InlineData("\\x41")]
    [InlineData("\U00020000")]
    [InlineData(@"[\u0250-\ufffe]")]
    public void What_one_of_them_reads_otherwise_is_refused(string pattern) =>
        Assert.Contains(pattern, Assert.Throws<NotSupportedException>(() => SplitPattern.OfRegex(pattern)).Message, StringComparison.Ordinal);
}
