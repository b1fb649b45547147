using Recount.Findings;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads what names a file that must be fetched: an https address, and the digest of its bytes.</summary>
/// <param name="spec">The name of the spec.</param>
internal sealed class InputReader(string spec, Diagnostics diagnostics)
{
    private static readonly string[] Remote = ["sha256", "bytes", "derived"];

    /// <summary>The keys that it reads.</summary>
    /// <param name="what">"a results file".</param>
    public static IReadOnlyList<Key> Keys(string what) =>
    [
        new("url", new Shape.Text($"The https address of {what}; 'recount fetch' gets it, an audit never does.")),
        new("sha256", new Shape.Text("The digest of the file's bytes; without one, the lock file holds it.")),
        new("bytes", new Shape.Text("The length of the file.")),
        new("licence", new Shape.Text("An SPDX identifier, or none.")),
    ];

    /// <summary>Refuses what is said of a file that is fetched where the file lies here: a digest beside it would be taken for one that is checked.</summary>
    /// <param name="at">Of what holds the keys.</param>
    public void RefuseOfLocal(YamlNode.Mapping node, Place at)
    {
        foreach (var key in Remote.Where(k => node[k] is not null))
        {
            diagnostics.Add(Mistakes.OnlyWith(node.Text(key)?.At ?? at, key, "url"));
        }
    }

    /// <summary>The file; null when there is a mistake in what names it, which is said.</summary>
    /// <param name="name">What the spec calls it.</param>
    public ExternalInput? Read(string name, YamlNode.Mapping node, YamlNode.Scalar url)
    {
        var mark = diagnostics.Mark;
        if (!Uri.TryCreate(url.Text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
        {
            diagnostics.Add(Mistakes.NotAnAddress(url.At, url.Text));
        }

        var digest = node.Text("sha256");
        if (digest is null && node.Text("derived") is { } derived)
        {
            diagnostics.Add(Mistakes.OnlyWith(derived.At, "derived", "sha256"));
        }

        if (digest is not null && (digest.Text.Length != 64 || !digest.Text.All(char.IsAsciiHexDigitLower)))
        {
            diagnostics.Add(Mistakes.NotADigest(digest.At, digest.Text));
        }

        var bytes = node.Text("bytes");
        var length = NumberReader.Whole(bytes?.Text);
        if (bytes is not null && length is null)
        {
            diagnostics.Add(Mistakes.NoFreeNumber(bytes.At, "number of bytes", bytes.Text, "23224"));
        }

        return diagnostics.Mark > mark ? null : new($"{spec}/{name}", address!, digest?.Text, length, node.Text("licence")?.Text, node.Text("derived")?.Text);
    }
}
