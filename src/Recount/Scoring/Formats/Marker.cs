using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>What stands before a listed choice: <c>A.</c>, <c>(a)</c>, <c>1)</c>, <c>Choice A:</c>. One letter or number in it counts the choices.</summary>
internal sealed partial record Marker(string Written)
{
    private static readonly string[] Roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

    // A letter inside a word counts nothing: that of "Choice A:" is the last one.
    private int At => Counting().Match(Written) is { Success: true, Index: var at } ? at : -1;

    /// <summary>Something in it counts.</summary>
    public bool Counts => At >= 0;

    /// <summary>That of a choice.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="FormatException">It does not count so far.</exception>
    public string Of(Item item, int index) => Written[..At] + (Written[At] switch
    {
        'A' when index < 26 => ((char)('A' + index)).ToString(),
        'a' when index < 26 => ((char)('a' + index)).ToString(),
        '1' => (index + 1).ToString(CultureInfo.InvariantCulture),
        'i' when index < Roman.Length => Roman[index],
        _ => throw new FormatException($"Item '{Plain.Short(item.Id)}' has a choice {index + 1}, and the marker '{Plain.Short(Written)}' does not count so far"),
    }) + Written[(At + 1)..];

    /// <summary>What is ranked of it: "A." and "A)" as A; what is enclosed with what encloses it.</summary>
    public static string Bare(string marker) => marker.Length > 1 && !char.IsAsciiLetterOrDigit(marker[0]) ? marker : marker.TrimEnd('.', ')', ':');

    [GeneratedRegex("(?<![A-Za-z0-9])[Aa1i](?![A-Za-z0-9])")]
    private static partial Regex Counting();
}
