using System.Security.Cryptography;
using System.Text;
using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Canonical composition against Python's, by digests.</summary>
public class CompositionTests
{
    private static readonly Dictionary<string, string> Digests = File.ReadLines(Path.Combine(ReferenceIds.Folder, "canonical-check.txt"))
        .ToDictionary(l => l[..l.LastIndexOf(' ')], l => l[(l.LastIndexOf(' ') + 1)..]);

    [Fact]
    public void Every_code_point_alone_composes_as_in_Python() =>
        Assert.Equal(Digests["every code point"], Digest(Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(p => Composition.Of(new Rune(p).ToString()) + "\n")));

    [Fact]
    public void Random_sequences_compose_as_in_Python()
    {
        var table = CanonicalTable.Read();
        var pool = new SortedSet<int>([.. table.Classes.Keys, .. table.Decompositions.Keys, .. table.Decompositions.Values.SelectMany(d => d)]);
        pool.UnionWith([.. Enumerable.Range(0x1100, 19), .. Enumerable.Range(0x1161, 21), .. Enumerable.Range(0x11A8, 27), .. Enumerable.Range(0xAC00, 64), .. Enumerable.Range(0x41, 57)]);
        Assert.Equal(Digests[$"pool {pool.Count}"], Digest([string.Join(' ', pool.Select(p => $"{p:X}"))]));

        var points = pool.ToArray();
        var state = 12345UL;
        Assert.Equal(Digests["random sequences"], Digest(Enumerable.Range(0, 100_000).Select(_ =>
            Composition.Of(string.Concat(Enumerable.Range(0, 1 + Draw(8)).Select(_ => new Rune(points[Draw(points.Length)]).ToString()))) + "\n")));

        int Draw(int below)
        {
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            return (int)((state >> 33) % (ulong)below);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("a\u0323\u0302", "\u1ead")]
    [InlineData("\u1100\u1161\u11a8", "\uac01")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\U0001D15F", "\U0001D158\U0001D165")]
    [InlineData("\ufb01", "\ufb01")]
    [InlineData("\U00011935\U00011930", "\U00011935\U00011930")]
    public void Marks_find_their_letters_and_compatibility_is_left_alone(string text, string composed) => Assert.Equal(composed, Composition.Of(text));

    private static string Digest(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
