using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyTests;

/// <summary>A comparison with its settings; it runs when it is awaited.</summary>
public sealed class SettingsTask(VerifySettings settings, Func<VerifySettings, Task> compare)
{
    public SettingsTask UseDirectory(string directory)
    {
        settings.UseDirectory(directory);
        return this;
    }

    public SettingsTask UseFileName(string fileName)
    {
        settings.UseFileName(fileName);
        return this;
    }

    public SettingsTask UseParameters(params object?[] parameters)
    {
        settings.UseParameters(parameters);
        return this;
    }

    public SettingsTask AddScrubber(Action<StringBuilder> scrubber)
    {
        settings.AddScrubber(scrubber);
        return this;
    }

    public TaskAwaiter GetAwaiter() => compare(settings).GetAwaiter();
}
