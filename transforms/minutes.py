"""The labels of minutes, each on a line of its own or at the head of one: 时间：, 主 持 人：, 【列席】, 出席人员：."""

import re

_WHO = "(?: ?人)?(?:会议)?(?:人员|领导|同志|嘉宾|名单|人员名单)?"

ATTENDANCE = rf"(?:与会|参会|参 ?加|到会|出 ?席|列 ?席|督导|指导|到会指导|主 ?持){_WHO}"
"""Pattern of a label behind which those who took part are listed."""

TIME = "(?:会议)?时 ?间[：:]|(?:meeting )?(?:time|date):"
"""Pattern of a label, in lower case, behind which the day of the meeting stands, with its colon."""

LINE = re.compile(rf"{TIME}|(?:会议)?地 ?点[：:]|{ATTENDANCE}[：:]")
"""What a line of minutes begins with."""
