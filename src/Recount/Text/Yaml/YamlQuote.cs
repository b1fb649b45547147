using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recount.Text.Yaml;

/// <summary>Writes a text as YAML reads it back.</summary>
public static partial class YamlQuote
{
    private static readonly string[] Words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text itself where it is a plain name, else in double quotes: JSON's strings are YAML's too.</summary>
    public static string Of(string text) => Plain().IsMatch(text) && !Words.Contains(text.ToLowerInvariant()) ? text : JsonSerializer.Serialize(text, Relaxed);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
