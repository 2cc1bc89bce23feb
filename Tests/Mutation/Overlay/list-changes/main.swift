import PleskPackets

for change in ModelChange.all { print(change) }
