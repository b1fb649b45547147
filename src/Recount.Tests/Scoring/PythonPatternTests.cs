using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class PythonPatternTests
{
    /// <summary>What CPython 3.11.7's <c>re.findall</c> gives, a single group or none as a list of one.</summary>
    public static TheoryData<string, string, string[][]> FoundByPython => new()
    {
        { "#### (\\-?[0-9\\.\\,]+)", "so #### 1,234.5 and #### -7", [["1,234.5"], ["-7"]] },
        { "a*", "aab", [["aa"], [""], [""]] },
        { "a|ab", "abab", [["a"], ["a"]] },
        { "(a|ab)(c|bcd)?", "abcd ac", [["a", "bcd"], ["a", "c"]] },
        { "\\b\\w+\\b", "na\u00efve x\u00bdy _z", [["na\u00efve"], ["x\u00bdy"], ["_z"]] },
        { "[\\w.]+", "a.\u00bd,b", [["a.\u00bd"], ["b"]] },
        { "[^\\W\\d]+", "ab12_c", [["ab"], ["_c"]] },
        { "[\\s\\S]", "a\u001c", [["a"], ["\u001c"]] },
        { "\\S+", "a\u001cb c", [["a"], ["b"], ["c"]] },
        { "[^\\S\\n]+", "a \n\u001fb", [[" "], ["\u001f"]] },
        { "$", "a\n", [[""], [""]] },
        { "a$", "a\n", [["a"]] },
        { "a\\Z", "a\n", [] },
        { "(?m)^\\w$", "a\nb\n", [["a"], ["b"]] },
        { "(?s)a.b", "a\nb", [["a\nb"]] },
        { "a.b", "a\nb", [] },
        { "(?P<x>a)(b)?(?P<y>c)", "abc ac", [["a", "b", "c"], ["a", "", "c"]] },
        { "a{,2}", "aaa", [["aa"], ["a"], [""]] },
        { "[a-z-[aeiou]", "b-[ea]", [["b"], ["-"], ["["], ["e"], ["a"]] },
        { "[]a]+", "]a]", [["]a]"]] },
        { "\\_\\-\\\"", "_-\"", [["_-\""]] },
        { "\\x41\\u00e9\\101\\0", "A\u00e9A\u0000", [["A\u00e9A\u0000"]] },
        { "(?i)the (ANSWER)", "The answer THE ANSWER", [["answer"], ["ANSWER"]] },
        { "(?:x)(?#no)y", "xy", [["xy"]] },
        { "\\d+", "12 \u0663\u0664 \u00b2", [["12"], ["\u0663\u0664"]] },
        { "(a)|(b)", "ab", [["a", ""], ["", "b"]] },
        { "((a)|b)*", "ab", [["b", "a"], ["", ""]] },
        { "x*?y", "xxy", [["xxy"]] },
        { "[\\b]", "\u0008", [["\u0008"]] },
        { "\\u0061{2}", "aa", [["aa"]] },
        { "(?i:A)b", "ab aB", [["ab"]] },
        { "[^]a]", "]ab", [["b"]] },
        { "a{x}", "a{x}", [["a{x}"]] },
        { "\\(([A-Z])\\)", "(A) or (B)", [["A"], ["B"]] },
        { "The answer is (\\-?[0-9\\.\\,]*[0-9]+)", "The answer is 42.", [["42"]] },
        { "(-?[$0-9.,]{2,})|(-?[0-9]+)", "I have $12.50 or 7", [["$12.50", ""], ["", "7"]] },
        { "\\W", "a!\u00bd ", [["!"], [" "]] },
        { "[\\W]", "a!\u00bd_\u203f", [["!"], ["\u203f"]] },
        { "answer is \\(?([ABCDEFGHIJ])\\)?", "the answer is (C), answer is D.", [["C"], ["D"]] },
        { "\\b(?:The |the |An |A |The |a |an )", "The a an cat the", [["The "], ["a "], ["an "]] },
    };

    [Theory]
    [MemberData(nameof(FoundByPython))]
    public void A_pattern_finds_what_Python_finds(string pattern, string text, string[][] found) => Assert.Equal(found, PythonPattern.Parse(pattern).FindAll(text));

    [Theory]
    [InlineData("(?<=the answer is )(.*)")]
    [InlineData("(?<!x)y")]
    [InlineData("x(?=.)")]
    [InlineData("x(?!y)")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(a)\12")]
    [InlineData("(?P<x>a)(?P=x)")]
    [InlineData("(a)?(?(1)b|c)")]
    [InlineData("(?>a+)b")]
    [InlineData("a++b")]
    [InlineData("a?+")]
    public void A_pattern_that_needs_backtracking_is_refused_and_says_so(string pattern)
    {
        var mistake = Assert.Throws<FormatException>(() => PythonPattern.Parse(pattern));
        Assert.Contains("backtracking", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(pattern, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[]")]
    [InlineData("*a")]
    [InlineData("a**")]
    [InlineData("a{3}{2}")]
    [InlineData("[z-a]")]
    [InlineData(@"\p{L}")]
    [InlineData(@"\e")]
    [InlineData(@"[\Z]")]
    [InlineData(@"\x4")]
    [InlineData(@"\U00110000")]
    [InlineData(@"\777")]
    [InlineData("a\\")]
    [InlineData("(?")]
    [InlineData("(?<x>a)")]
    [InlineData("(?P<>a)")]
    [InlineData("(?#")]
    [InlineData("a(?i)b")]
    [InlineData("(?a)b")]
    [InlineData("(?n)b")]
    public void A_pattern_that_Python_does_not_read_or_we_do_not_is_a_mistake(string pattern)
    {
        var mistake = Assert.Throws<FormatException>(() => PythonPattern.Parse(pattern));
        Assert.Contains("cannot be read", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_and_spaces_are_those_of_Python_for_every_character()
    {
        // CPython 3.11.7 has 29 spaces up to U+FFFF; there a word is of letters, numbers and "_", whichever Unicode it knows.
        var all = string.Concat(Enumerable.Range(0, 0x10000).Select(i => (char)i).Where(c => !char.IsSurrogate(c)));
        int Count(string pattern) => PythonPattern.Parse(pattern).FindAll(all).Count;
        Assert.Equal((29, 29), (Count(@"\s"), Count(@"[\s]")));
        Assert.Equal((all.Length - 29, all.Length - 29), (Count(@"\S"), Count(@"[\S]")));
        var word = all.Count(c => c == '_' || char.IsLetter(c) || char.IsNumber(c));
        Assert.Equal((word, word), (Count(@"\w"), Count(@"[\w]")));
        Assert.Equal((all.Length - word, all.Length - word), (Count(@"\W"), Count(@"[\W]")));
        Assert.Equal(all.Length, Count(@"[\w\W]"));
    }

    [Fact]
    public void A_pattern_that_explodes_in_Python_takes_no_time() =>
        Assert.Empty(PythonPattern.Parse("(a+)+$").FindAll(new string('a', 50_000) + "!"));

    [Fact]
    public void A_pattern_removes_all_its_matches() => Assert.Equal("costs", PythonPattern.Parse(@"[\s$,]|\d+").Remove("costs $ 1,234"));

    [Fact]
    public void Patterns_are_equal_when_they_read_the_same()
    {
        Assert.Equal(PythonPattern.Parse("a+"), PythonPattern.Parse("a+"));
        Assert.NotEqual(PythonPattern.Parse("a+"), PythonPattern.Parse("aa*"));
        Assert.Equal(2, PythonPattern.Parse("(?P<x>a)(?:b)(c)").Groups);
    }
}
