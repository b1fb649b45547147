using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// GPT-2's spelling of bytes as visible characters: printable Latin-1 stands for itself, and the other 68 bytes, in order, are U+0100 and up, so that a space is U+0120.
/// </summary>
internal static class ByteSpelling
{
    private static readonly char[] Spelt = Spell();

    private static readonly Dictionary<char, byte> Bytes = Enumerable.Range(0, 256).ToDictionary(b => Spelt[b], b => (byte)b);

    /// <summary>The characters of all bytes, in their order.</summary>
    public static IReadOnlyList<char> All => Spelt;

    /// <summary>The UTF-8 bytes of a text, spelt.</summary>
    public static string Of(string text)
    {
        Span<byte> bytes = text.Length <= 256 ? stackalloc byte[768] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(count, bytes[..count], static (into, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                into[i] = Spelt[from[i]];
            }
        });
    }

    /// <summary>The bytes that a token spells; its own UTF-8 where it holds a character that spells none.</summary>
    public static byte[] BytesOf(string token) => token.All(Bytes.ContainsKey) ? [.. token.Select(c => Bytes[c])] : Encoding.UTF8.GetBytes(token);

    private static char[] Spell()
    {
        var spelt = new char[256];
        var next = '\u0100';
        for (var b = 0; b < 256; b++)
        {
            spelt[b] = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)b : next++;
        }

        return spelt;
    }
}
