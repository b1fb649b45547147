using System.Text.RegularExpressions;

namespace Recount.Evaluation.Models;

/// <summary>What the runtime's messages say: they come with places in its source, function signatures and codes around them.</summary>
internal static partial class RuntimeError
{
    private static readonly string[] MemoryErrors =
        ["bad_alloc", "out of memory", "Failed to allocate memory", "bad allocation", "CUBLAS_STATUS_ALLOC_FAILED", "CUDA_ERROR_OUT_OF_MEMORY"];

    /// <summary>The device has too little memory.</summary>
    public static bool IsMemory(string message) => MemoryErrors.Any(m => message.Contains(m, StringComparison.OrdinalIgnoreCase));

    /// <summary>The reason alone, in one line of at most some hundred characters.</summary>
    public static string Reason(string message)
    {
        // Behind the path of the runtime's own library: the one that is missing.
        const string before = "with error: ";
        var line = message.ReplaceLineEndings(" ").Trim();
        line = line.IndexOf(before, StringComparison.Ordinal) is >= 0 and var at ? line[(at + before.Length)..] : LastPlace().Replace(line, "");
        return Text.Plain.Short(line, 300);
    }

    // The last "file.cc:12", the function's signature, what its template's types are, and the code.
    [GeneratedRegex(@"^.*\S\.(?:cc|h|cuh?):\d+ (?:[^()]*[\w:~>]\([^()]*\) )?(?:\[with [^\]]*\] )?(?:\[ONNXRuntimeError\] : \d+ : \w+ : )?(?=\S)", RegexOptions.None, 1000)]
    private static partial Regex LastPlace();
}
