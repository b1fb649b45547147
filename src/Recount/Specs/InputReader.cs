using Recount.Findings;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads what a spec says of a file that it names by its address: data, benchmark items, models.</summary>
/// <param name="spec">The name of the spec.</param>
internal sealed class InputReader(string spec, Diagnostics diagnostics)
{
    /// <summary>The file; null when there is a mistake, which is said.</summary>
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
