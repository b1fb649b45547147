namespace Cake.Frosting;

/// <summary>The command line of a pipeline: <c>--name value</c>, <c>--name=value</c> or <c>--flag</c>.</summary>
internal sealed class HostArguments(ILookup<string, string> values)
{
    private static readonly Dictionary<string, string> Short = new() { ["t"] = "target", ["v"] = "verbosity", ["w"] = "working", ["e"] = "exclusive" };

    public ILookup<string, string> Values { get; } = values;

    public static HostArguments Parse(IEnumerable<string> args)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var arg in args)
        {
            if (arg.StartsWith('-'))
            {
                var parts = arg.TrimStart('-').Split('=', 2);
                pairs.Add((Short.GetValueOrDefault(parts[0], parts[0]), parts.Length > 1 ? parts[1] : ""));
            }
            else if (pairs.Count > 0 && pairs[^1].Value.Length == 0)
            {
                pairs[^1] = (pairs[^1].Name, arg);
            }
        }

        return new(pairs.ToLookup(p => p.Name, p => p.Value, StringComparer.OrdinalIgnoreCase));
    }

    public bool Has(string name) => Values.Contains(name);

    /// <summary>The last value given, or null when there is none.</summary>
    public string? this[string name] => Values[name].LastOrDefault() is { Length: > 0 } value ? value : null;
}
